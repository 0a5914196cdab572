import type { MessageKind, MessageWord } from './message-values.js';

/** Subject and body of one kind of message: one line, and Markdown with `{{placeholders}}`. */
export interface MessageText {
  readonly subject: string;
  readonly body: string;
}

/** What messages say in one language. One file per language. */
export interface HouseTexts {
  readonly messages: Readonly<Record<MessageKind, MessageText>>;
  /** Under every message; the second where nobody's name is known. With `{{organization}}`. */
  readonly footer: string;
  readonly footer_without_name: string;
  readonly words: Readonly<Record<MessageWord, string>>;
}
