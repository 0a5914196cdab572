import { formatValue, type ValueFormat } from './format-value.js';
import type { MessageText } from './house-texts.js';
import { markdownHtml } from './markdown-html.js';
import { markdownText } from './markdown-text.js';
import { messageDocument } from './message-document.js';
import { directionOf, houseLanguage, knownLocale, knownTimezone } from './message-language.js';
import { placeholdersOf, type MessageKind, type MessageValues } from './message-values.js';
import { fillMarks, markPlaceholders, placeholdersIn } from './placeholders.js';

/** What to say, to whom. */
export interface MessageRequest {
  readonly kind: MessageKind;
  /** BCP 47, the reader's. */
  readonly locale: string;
  /** IANA name of the zone instants are told in. */
  readonly timezone: string;
  readonly values: MessageValues;
  /** Texts of the organization or of the run instead of the house's, in the reader's language; either part may be left to the house. */
  readonly text?: Partial<MessageText>;
}

/** A message ready to be sent. */
export interface RenderedMessage {
  /** One line. */
  readonly subject: string;
  readonly text: string;
  /** A whole document. */
  readonly html: string;
  readonly locale: string;
}

const MAX_SUBJECT = 250;

/**
 * Subject, plain text and HTML of a message. Bodies are Markdown with `{{placeholders}}`; a line with a placeholder that
 * has no value is left out. Dates, sizes and numbers are written as the reader's language does. Nothing in a value is
 * ever Markdown, HTML or code.
 */
export function renderMessage({ kind, locale, timezone, values, text }: MessageRequest): RenderedMessage {
  const house = houseLanguage(locale);
  // Texts of somebody else are in the reader's language, whether or not the house writes it.
  const readerLocale = text?.body === undefined ? house.locale : knownLocale(locale);
  const format: ValueFormat = {
    locale: readerLocale,
    timezone: knownTimezone(timezone),
    words: house.texts.words,
  };
  const formatted = formatAll(values, format);
  const chosen = { ...house.texts.messages[kind], ...text };
  const subject = fillSubject(chosen.subject, formatted);
  const body = markPlaceholders(chosen.body, formatted);
  const footer = fillFooter(house.texts, formatted);
  const document = {
    locale: readerLocale,
    direction: directionOf(readerLocale),
    subject,
    heading: formatted['organization'] ?? '',
    footer,
    body: markdownHtml(body),
  };
  return {
    subject,
    text: `${markdownText(body)}\n\n-- \n${footer}\n`,
    html: messageDocument(document),
    locale: readerLocale,
  };
}

/** What is wrong with a text somebody wrote for this kind of message, as sentences; empty = nothing. */
export function messageTextFaults(kind: MessageKind, { subject, body }: MessageText): string[] {
  const known = new Set(placeholdersOf(kind));
  const unknown = [...new Set([...placeholdersIn(subject), ...placeholdersIn(body)])].filter(
    (name) => !known.has(name),
  );
  const faults = unknown.map(
    (name) => `{{${name}}} is not known in ${kind}; there are ${[...known].join(', ')}.`,
  );
  if (subject.trim() === '' || /[\r\n]/.test(subject)) faults.push('The subject must be one line.');
  return faults;
}

function formatAll(values: MessageValues, format: ValueFormat): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, formatValue(value, format)]),
  );
}

/** A subject is always sent: what has no value is empty in it. */
function fillSubject(subject: string, values: Readonly<Record<string, string>>): string {
  const line = subject.replace(/\{\{\s*(\w+)\s*\}\}/g, (_place, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : '',
  );
  const clean = line.replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ').trim();
  return Buffer.from(clean.slice(0, MAX_SUBJECT)).toString();
}

function fillFooter(
  { footer, footer_without_name: plain }: { footer: string; footer_without_name: string },
  values: Readonly<Record<string, string>>,
): string {
  const { text, values: found } = markPlaceholders(footer, values);
  return text === '' ? plain : fillMarks(text, found);
}
