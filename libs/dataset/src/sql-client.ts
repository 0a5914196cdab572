/** The little of `pg` that loading and seeding need; a `pg` client or pool client is one. */
export interface SqlClient {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}
