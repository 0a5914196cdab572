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
    await client.query(
      `select set_config('galley.tenant', $1, false), set_config('galley.actor', $2, false)`,
      [
        signTenantContext(clone.tenantSecret, organization_id),
        role === null ? '' : signActorContext(clone.tenantSecret, principal),
      ],
    );
    return new ActingSession(client, person);
  }

  query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> {
    return this.client.query<Row>(text, values);
  }

  end(): Promise<void> {
    return this.client.end();
  }
}
