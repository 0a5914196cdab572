import { randomUUID } from 'node:crypto';
import { quoteIdent, type SqlClient } from '@galley/dataset';

type Values = Readonly<Record<string, unknown>>;

/** Writes rows of one organization straight into the pack's tables, with what a test does not care about filled in. */
export class EnergyRows {
  constructor(
    private readonly client: SqlClient,
    readonly organization_id: string,
  ) {}

  /** An organization of its own for a scenario, so that none can disturb another. */
  static async ofNewOrganization(client: SqlClient): Promise<EnergyRows> {
    const id = randomUUID();
    await client.query('INSERT INTO platform.organization (id, code, name) VALUES ($1, $2, $2)', [
      id,
      id.slice(0, 8),
    ]);
    return new EnergyRows(client, id);
  }

  /** One row; answers its id. */
  async insert(table: string, values: Values): Promise<string> {
    const id = randomUUID();
    const row = { id, organization_id: this.organization_id, ...values };
    const columns = Object.keys(row).map(quoteIdent).join(', ');
    const marks = Object.keys(row).map((_, index) => `$${index + 1}`);
    await this.client.query(
      `INSERT INTO energy.${quoteIdent(table)} (${columns}) VALUES (${marks.join(', ')})`,
      Object.values(row),
    );
    return id;
  }

  project(code: string, values: Values = {}): Promise<string> {
    return this.insert('project', { code, name: code, ...values });
  }

  contract(project_id: string, code: string, values: Values = {}): Promise<string> {
    const standard = {
      kind: 'PPA',
      counterparty: `${code} buyer`,
      currency: 'USD',
      start_date: '2026-01-01',
    };
    return this.insert('contract', { project_id, code, name: code, ...standard, ...values });
  }

  meter(project_id: string, contract_id: string, code: string, values: Values = {}): Promise<string> {
    return this.insert('meter', { project_id, contract_id, code, name: code, ...values });
  }

  /** The same figures on every day from one to another; sums are spread so that they add up exactly. */
  async days(
    project_id: string,
    meter_id: string,
    [from, to]: readonly [string, string],
    { metered_kwh = null, deemed_kwh = 0, operating_hours = null }: MeterSums,
  ): Promise<void> {
    await this.client.query(
      `INSERT INTO energy.meter_day (id, organization_id, project_id, meter_id, day, metered_kwh, deemed_kwh, operating_hours, opening, closing)
       SELECT gen_random_uuid(), $1, $2, $3, day::date,
         CASE WHEN $6::numeric IS NOT NULL THEN CASE WHEN n = 1 THEN $6::numeric - (total - 1) * trunc($6::numeric / total, 2) ELSE trunc($6::numeric / total, 2) END END,
         CASE WHEN n = 1 THEN $7::numeric ELSE 0 END,
         CASE WHEN $8::numeric IS NOT NULL THEN CASE WHEN n = 1 THEN $8::numeric - (total - 1) * trunc($8::numeric / total, 2) ELSE trunc($8::numeric / total, 2) END END,
         CASE WHEN n = 1 THEN 0 END, CASE WHEN n = total THEN $6::numeric END
       FROM (SELECT day, row_number() OVER (ORDER BY day) AS n, count(*) OVER () AS total
             FROM generate_series($4::date, $5::date, interval '1 day') AS day) AS days`,
      [this.organization_id, project_id, meter_id, from, to, metered_kwh, deemed_kwh, operating_hours],
    );
  }
}

interface MeterSums {
  readonly metered_kwh?: string | null;
  readonly deemed_kwh?: string | number;
  readonly operating_hours?: string | null;
}
