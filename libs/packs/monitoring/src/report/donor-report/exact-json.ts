const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`;
/** A text, with the number behind it where it names a member; or a number of a list. */
const PIECE = new RegExp(String.raw`"([^"\\]*(?:\\.[^"\\]*)*)"(?:(\s*:\s*)(${NUMBER}))?|${NUMBER}`, 'g');

/**
 * `JSON.parse` that loses no digit: numbers of the members `decimals` come as their texts, and so does every number that JavaScript
 * would write otherwise.
 */
export function exactJson(text: string, decimals: ReadonlySet<string> = new Set()): unknown {
  const quoted = text.replace(PIECE, (piece: string, name?: string, colon?: string, number?: string) => {
    if (name === undefined) return exact(piece, false);
    return number === undefined ? piece : `"${name}"${colon}${exact(number, decimals.has(name))}`;
  });
  return JSON.parse(quoted);
}

function exact(number: string, isDecimal: boolean): string {
  return !isDecimal && String(Number(number)) === number ? number : `"${number}"`;
}
