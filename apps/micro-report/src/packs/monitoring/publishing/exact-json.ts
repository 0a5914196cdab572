const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** `JSON.parse` that loses no digit: a number that JavaScript would write otherwise comes as its text. */
export function exactJson(text: string): unknown {
  return JSON.parse(text.replace(TEXT_OR_NUMBER, exact));
}

function exact(piece: string): string {
  return piece.startsWith('"') || String(Number(piece)) === piece ? piece : `"${piece}"`;
}
