import { randomUUID } from 'node:crypto';
import { signActorContext, signTenantContext, type Role } from '@galley/platform';
import { testPrincipal } from '@galley/platform/testing';
import type { ClonedDatabase } from '@galley/tools';
import pg from 'pg';

/** A session of the application's role in which one person acts, as a request would: what the database itself holds of rights. */
export class ActingSession {
  private constructor(
    readonly client: pg.Client,
    readonly person: string,
    private readonly pid: number,
  ) {}

  /** `role` null: the service itself acts, for the whole organization. */
  static async open(
    clone: ClonedDatabase,
    organization_id: string,
    role: Role | null,
    { person = randomUUID(), project_ids = [] as readonly string[] } = {},
  ): Promise<ActingSession> {
    const client = new pg.Client({ connectionString: clone.appUrl });
    await client.connect();
    const organization = { ...testPrincipal().organization, id: organization_id };
    const principal = testPrincipal({ id: person, organization, roles: role ? [role] : [], project_ids });
    const { rows } = await client.query<{ pid: number }>(
      `select pg_backend_pid() as pid, set_config('galley.tenant', $1, false), set_config('galley.actor', $2, false)`,
      [
        signTenantContext(clone.tenantSecret, organization_id),
        role === null ? '' : signActorContext(clone.tenantSecret, principal),
      ],
    );
    return new ActingSession(client, person, rows[0]?.pid ?? 0);
  }

  query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> {
    return this.client.query<Row>(text, values);
  }

  /** Whether a statement that was sent here comes to wait for another session, as `observer` sees it; false when it is done first. */
  async isBlocked(observer: Pick<pg.Client, 'query'>, statement: Promise<unknown>): Promise<boolean> {
    let isDone = false;
    const end = (): void => {
      isDone = true;
    };
    void statement.then(end, end);
    while (!isDone) {
      const { rows } = await observer.query<{ is_blocked: boolean }>(
        'select cardinality(pg_blocking_pids($1)) > 0 as is_blocked',
        [this.pid],
      );
      if (rows[0]?.is_blocked) return true;
    }
    return false;
  }

  end(): Promise<void> {
    return this.client.end();
  }
}
