const MAX_NAMED_STATEMENTS = 500;

/**
 * Names the statements that Prisma generates, so that PostgreSQL parses and plans each once per connection. Bounded:
 * a list filter of every length is another text, and names beyond the bound would only fill the server's memory.
 */
export function nameStatements(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MAX_NAMED_STATEMENTS) return '';
    const name = `g${names.size}`;
    names.set(sql, name);
    return name;
  };
}
