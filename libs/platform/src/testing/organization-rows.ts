import { randomUUID } from 'node:crypto';
import { quoteIdent, type SqlClient } from '@galley/dataset';

export type RowValues = Readonly<Record<string, unknown>>;

/** Inserts an organization of a scenario's own, so that none can disturb another; answers its id. */
export async function insertOrganization(client: SqlClient, timezone = 'UTC'): Promise<string> {
  const id = randomUUID();
  await client.query('INSERT INTO platform.organization (id, code, name, timezone) VALUES ($1, $2, $2, $3)', [
    id,
    id.slice(0, 8),
    timezone,
  ]);
  return id;
}

/** Writes rows of one organization straight into the tables of a pack. */
export class OrganizationRows {
  constructor(
    protected readonly client: SqlClient,
    private readonly schema: string,
    readonly organization_id: string,
  ) {}

  /** One row; answers its id. */
  async insert(table: string, values: RowValues): Promise<string> {
    const id = randomUUID();
    const row = { id, organization_id: this.organization_id, ...values };
    const columns = Object.keys(row).map(quoteIdent).join(', ');
    const marks = Object.keys(row).map((_, index) => `$${index + 1}`);
    await this.client.query(
      `INSERT INTO ${quoteIdent(this.schema)}.${quoteIdent(table)} (${columns}) VALUES (${marks.join(', ')})`,
      Object.values(row),
    );
    return id;
  }
}
