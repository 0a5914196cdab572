/** A piece of SQL with its values: `$1…$n` in `text` stand for `values[0…n-1]`. */
export interface SqlFragment {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A name that `sql` splices quoted instead of binding; made by `identifier` only. */
export class SqlIdentifier {
  constructor(readonly quoted: string) {}
}

/** Quotes a PostgreSQL identifier, so that no name can end it. Throws `RangeError` on an empty name or one with NUL. */
export function quoteIdent(name: string): string {
  if (name === '' || name.includes('\0')) throw new RangeError('not an identifier');
  return `"${name.replaceAll('"', '""')}"`;
}

/** A possibly qualified name for `sql`: `identifier('bu_t01', 'vendor')` reads `"bu_t01"."vendor"`. */
export function identifier(...path: readonly [string, ...string[]]): SqlIdentifier {
  return new SqlIdentifier(path.map(quoteIdent).join('.'));
}

/** Fragments that `sql` made: an object of a caller's that merely looks like one is a value, never text. */
const fragments = new WeakSet<SqlFragment>();

/**
 * Tagged template that binds every value: only identifiers and other fragments become text (fragments are renumbered),
 * so splicing a value into SQL is not possible by accident. Dates, arrays and nulls need a cast in the text (`${from}::date`).
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): SqlFragment {
  const values: unknown[] = [];
  let text = strings[0] ?? '';
  parts.forEach((part, index) => {
    if (part instanceof SqlIdentifier) text += part.quoted;
    else if (isFragment(part)) {
      text += shiftPlaceholders(part.text, values.length);
      values.push(...part.values);
    } else text += `$${values.push(part)}`;
    text += strings[index + 1] ?? '';
  });
  const fragment = { text, values };
  fragments.add(fragment);
  return fragment;
}

/** Renumbers `$1…` by `offset`, for a fragment that comes after `offset` other values. */
export function shiftPlaceholders(text: string, offset: number): string {
  return offset === 0 ? text : text.replace(/\$(\d+)/g, (_, digits: string) => `$${Number(digits) + offset}`);
}

function isFragment(part: unknown): part is SqlFragment {
  return typeof part === 'object' && part !== null && fragments.has(part as SqlFragment);
}
