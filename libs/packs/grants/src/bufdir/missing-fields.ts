interface Field {
  readonly pointer: string;
}

/** Those of the fields that a document lacks: not there at all, null, or a text without a character. */
export function missingFields<T extends Field>(document: unknown, fields: readonly T[]): readonly T[] {
  return fields.filter(({ pointer }) => isBlank(valueAt(document, pointer)));
}

/** Pointers of the mapping name members of objects; no name there has a character that RFC 6901 escapes. */
function valueAt(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Readonly<Record<string, unknown>>)[name]
          : undefined,
      document,
    );
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
