/** The little of `pg` that loading needs; a `pg` client or pool client of the admin role is one. */
export interface SqlClient {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}
