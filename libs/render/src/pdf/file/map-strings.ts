/** A dictionary's opening, a hexadecimal string, a literal string whose inner brackets are escaped (we write no others). */
const STRINGS = /<<|<([0-9A-Fa-f]*)>|\(((?:[^\\()]|\\[^])*)\)/g;

/** An object's body with each of its strings replaced. */
export function mapStrings(body: string, map: (bytes: Buffer) => Buffer): string {
  return body.replace(STRINGS, (found, hex: string | undefined, literal: string | undefined) => {
    if (found === '<<') return found;
    const bytes =
      literal === undefined
        ? Buffer.from(hex ?? '', 'hex')
        : Buffer.from(literal.replace(/\\([^])/g, '$1'), 'latin1');
    return `<${map(bytes).toString('hex')}>`;
  });
}
