type Cell = string | null;

/** One value of an INSERT as the dump writes it. */
const VALUE =
  /\s*(?:decode\('([^']*)', ?'base64'\)|'((?:[^']|'')*)'|(null|true|false|-?[\d.]+(?:[eE][-+]?\d+)?))\s*(,|\))/y;

/** The values of `values (…)` from `at` on, as PostgreSQL writes them as text; bytea in hex. */
export function readValues(
  sql: string,
  at: number,
  types: readonly string[],
): { cells: Cell[]; end: number } {
  const cells: Cell[] = [];
  VALUE.lastIndex = at;
  for (let found = VALUE.exec(sql); found; found = VALUE.exec(sql)) {
    const [, base64, text, word, end] = found;
    const type = types[cells.length] ?? '';
    if (base64 !== undefined) cells.push(`\\x${Buffer.from(base64, 'base64').toString('hex')}`);
    else if (text !== undefined) cells.push(textAs(type, text.replaceAll("''", "'")));
    else cells.push(wordAs(word ?? 'null'));
    if (end === ')') return { cells, end: VALUE.lastIndex };
  }
  throw new Error(`unreadable values at ${at}`);
}

/** A timestamp without zone drops the zone that the dump writes. */
function textAs(type: string, text: string): string {
  return type === 'timestamp' ? text.slice(0, 19).replace('T', ' ') : text;
}

function wordAs(word: string): Cell {
  if (word === 'null') return null;
  if (word === 'true' || word === 'false') return word[0] ?? '';
  return word;
}
