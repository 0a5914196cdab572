/** What Jest's global setup tells the workers, which are other processes. */
export interface TestServerFacts {
  readonly admin_url: string;
  readonly template: string;
  readonly clone_prefix: string;
  readonly tenant_secret: string;
}

export const TEST_SERVER_VARIABLE = 'GALLEY_TEST_SERVER';

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
