/** What would end a header line, hide or reorder its text: control characters, line separators, bidirectional controls. */
const UNFIT = /[\p{Cc}\u2028\u2029]/u;

/** Whether a text can stand in a header: one line, no control characters (header injection). */
export function isOneLine(text: string): boolean {
  return !UNFIT.test(text);
}

/** A foreign answer as one short line that can be kept and shown. */
export function shortLine(text: string, maxLength = 200): string {
  const line = text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029\s]+/gu, ' ').trim();
  return line.length <= maxLength ? line : `${Buffer.from(line.slice(0, maxLength - 1)).toString()}…`;
}
