/** `JSON.parse` that loses no digit: a number that JavaScript would write otherwise comes as its text. */
export function exactJson(text: string): unknown {
  return (JSON.parse as ExactParse)(text, (_key, value, { source }) =>
    typeof value === 'number' && String(value) !== source ? source : value,
  );
}

/** With what ECMAScript 2026 tells a reviver; the library's types do not know it yet. */
type ExactParse = (
  text: string,
  reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;
