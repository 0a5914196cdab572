/** Where a business unit's rows live: a row of `platform.data_source`. */
export interface DataSource {
  readonly id: string;
  readonly name: string;
  /** Name of the environment variable that holds the URL; null = the product's own database. */
  readonly url_env: string | null;
  readonly schema: string;
  readonly max_connections: number;
  readonly statement_timeout_ms: number;
}
