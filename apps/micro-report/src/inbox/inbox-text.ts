/** What stands between a message and its footer in plain text: the mark of a signature. */
const FOOTER = /\n+-- \n[\s\S]*$/;

/** A rendered message as the inbox shows it: without the footer that tells readers of mail who sent it and not to answer. */
export function inboxText(text: string): string {
  return text.replace(FOOTER, '');
}
