import type { SqlClient } from '@galley/dataset';
import { insertOrganization, OrganizationRows, type RowValues } from '@galley/platform/testing';

/** Rows of one organization in the pack's tables, with what a test does not care about filled in. */
export class EnergyRows extends OrganizationRows {
  constructor(client: SqlClient, organization_id: string) {
    super(client, 'energy', organization_id);
  }

  static async ofNewOrganization(client: SqlClient): Promise<EnergyRows> {
    return new EnergyRows(client, await insertOrganization(client));
  }

  project(code: string, values: RowValues = {}): Promise<string> {
    return this.insert('project', { code, name: code, ...values });
  }

  contract(project_id: string, code: string, values: RowValues = {}): Promise<string> {
    const standard = {
      kind: 'PPA',
      counterparty: `${code} buyer`,
      currency: 'USD',
      start_date: '2026-01-01',
    };
    return this.insert('contract', { project_id, code, name: code, ...standard, ...values });
  }

  meter(project_id: string, contract_id: string, code: string, values: RowValues = {}): Promise<string> {
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
