import { randomUUID } from 'node:crypto';
import type { SqlClient } from '@galley/dataset';
import type { ReportData, ReportWarning } from '../bufdir/report-data.js';

interface StoredReport {
  readonly organization_id: string;
  readonly data: ReportData;
  readonly warnings: readonly ReportWarning[];
}

/** The instant at which reports of tests are taken. */
export const TAKEN_AT = '2026-01-15T08:30:00.000Z';

/** A report whose generation has staged its result, in an organization of its own; answers its id. */
export async function insertStagedReport(client: SqlClient, report: StoredReport): Promise<string> {
  const { organization_id, data, warnings } = report;
  const [id, period_id] = [randomUUID(), randomUUID()];
  const { start, end, label } = data.period;
  await client.query(
    `INSERT INTO platform.organization (id, code, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [organization_id, organization_id.slice(0, 8), data.organization.name],
  );
  await client.query(
    `INSERT INTO grants.report_period (id, organization_id, kind, label, start_date, end_date) VALUES ($1, $2, 'year', $3, $4, $5)`,
    [period_id, organization_id, label, start, end],
  );
  const hierarchy = { organization_id, region_ids: [], local_association_ids: [], units: data.hierarchy };
  await client.query(
    `INSERT INTO grants.bufdir_report (id, organization_id, period_id, reporting_period_start, reporting_period_end, period_label,
       report_version, status, hierarchy_scope, bufdir_schema_version, generated_by)
     VALUES ($1, $2, $3, $4, $5, $6, 1, 'draft', $7, $8, $9)`,
    [
      id,
      organization_id,
      period_id,
      start,
      end,
      label,
      JSON.stringify(hierarchy),
      data.schema_version,
      randomUUID(),
    ],
  );
  await client.query(`UPDATE grants.bufdir_report SET status = 'generating' WHERE id = $1`, [id]);
  await client.query(
    `INSERT INTO grants.bufdir_report_result (report_id, organization_id, report_data, validation_warnings, created_at)
     VALUES ($1, $2, $3, $4, $5)`,
    [id, organization_id, JSON.stringify(data), JSON.stringify(warnings), TAKEN_AT],
  );
  return id;
}

/** Brings a staged result to its row, as the end of a generation does. */
export async function completeReport(client: SqlClient, id: string): Promise<void> {
  await client.query('SELECT grants.freeze_bufdir_result($1, null)', [id]);
  await client.query('UPDATE grants.bufdir_report SET is_latest_version = true WHERE id = $1', [id]);
}
