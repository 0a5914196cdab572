import type { SqlClient } from '@galley/dataset';
import {
  figureQuestion,
  hierarchyScope,
  periodLabel,
  reportDataOf,
  schemaOf,
  schemaVersionFor,
  validateReport,
  type ExcludedLine,
  type Finding,
  type HierarchyScope,
  type MappedReport,
  type ReportLabel,
  type ScopeUnit,
  type SummaryRow,
} from '../bufdir/index.js';
import { demoId } from '@galley/platform/demo';
import { builderQuery, builderRows, type DemoOrganization } from './demo-organization.js';

/** A version of the report for a period that is there, and the instant at which it was made. */
export interface DemoVersion {
  readonly report_version: number;
  /** ISO dates, both included. */
  readonly start: string;
  readonly end: string;
  readonly made_at: string;
}

/**
 * Makes a report as a worker does, with the pack's own builders and mapping: it says what the product computes of the records as
 * they stand now. It becomes the latest version of its period. Runs in `asOrganization`; resolves to its id.
 */
export async function makeReport(
  client: SqlClient,
  organization: DemoOrganization,
  version: DemoVersion,
): Promise<string> {
  const { start, end, made_at, report_version } = version;
  const id = demoId('grants', `report ${organization.code} ${start} ${end} ${report_version}`);
  const scope = await hierarchyOf(client, organization);
  const schema_version = schemaVersionFor({ end });
  await client.query(
    `INSERT INTO grants.bufdir_report (id, organization_id, period_id, reporting_period_start, reporting_period_end, period_label,
       report_version, hierarchy_scope, bufdir_schema_version, generated_by, created_at, created_by_id)
     SELECT $1, organization_id, id, start_date, end_date, $4, $5, $6, $7, $8, $9, $8 FROM grants.report_period
     WHERE start_date = $2 AND end_date = $3`,
    [
      id,
      start,
      end,
      periodLabel(start, end),
      report_version,
      JSON.stringify(scope),
      schema_version,
      organization.coordinator,
      made_at,
    ],
  );
  await client.query(`UPDATE grants.bufdir_report SET status = 'generating' WHERE id = $1`, [id]);
  const records = figureQuestion({ start, end }, scope, schema_version);
  await collectLines(client, organization, id, records);
  const mapped = reportDataOf({
    schema: schemaOf(schema_version),
    organization: { id: organization.id, code: organization.code, name: organization.name },
    period: { start, end, timezone: organization.timezone },
    scope,
    rows: await builderRows<SummaryRow>(client, 'activity_summary', organization, { report_id: id }),
    findings: await builderRows<Finding>(client, 'report_findings', organization, records),
    labels: await builderRows<ReportLabel>(client, 'report_labels', organization),
    excluded: await excludedLines(client, id),
  });
  validateReport(schemaOf(schema_version), mapped);
  await complete(client, id, version, mapped);
  return id;
}

async function hierarchyOf(client: SqlClient, organization: DemoOrganization): Promise<HierarchyScope> {
  return hierarchyScope(organization.id, await builderRows<ScopeUnit>(client, 'hierarchy', organization));
}

async function collectLines(
  client: SqlClient,
  organization: DemoOrganization,
  reportId: string,
  records: ReturnType<typeof figureQuestion>,
): Promise<void> {
  const { text, values } = builderQuery('activity_lines', organization, records);
  const [report, owner] = [`$${values.length + 1}`, `$${values.length + 2}`];
  const columns = `kind, source_id, unit_id, region_id, type, type_key, local_date, minutes, mentor_ids, person_keys, person_categories,
    participations, anonymous, events, is_countable, exclusion_reason`;
  await client.query(
    `INSERT INTO grants.bufdir_report_line (report_id, organization_id, ${columns})
     SELECT ${report}::uuid, ${owner}::uuid, ${columns}
     FROM (SELECT json_agg(l) AS entries FROM (${text}) l) found, json_populate_recordset(null::grants.bufdir_report_line, found.entries)`,
    [...values, reportId, organization.id],
  );
}

async function excludedLines(client: SqlClient, reportId: string): Promise<readonly ExcludedLine[]> {
  const { rows } = await client.query(
    `SELECT kind, source_id::text, exclusion_reason FROM grants.bufdir_report_line WHERE report_id = $1 AND exclusion_reason IS NOT NULL`,
    [reportId],
  );
  return rows as unknown as readonly ExcludedLine[];
}

async function complete(
  client: SqlClient,
  id: string,
  { start, end, made_at }: DemoVersion,
  { report_data, warnings }: MappedReport,
): Promise<void> {
  await client.query(
    `INSERT INTO grants.bufdir_report_result (report_id, organization_id, report_data, validation_warnings, created_at)
     SELECT id, organization_id, $2, $3, $4 FROM grants.bufdir_report WHERE id = $1`,
    [id, JSON.stringify(report_data), JSON.stringify(warnings), made_at],
  );
  await client.query('SELECT grants.freeze_bufdir_result($1, null)', [id]);
  await client.query(
    `UPDATE grants.bufdir_report SET is_latest_version = false
     WHERE reporting_period_start = $1 AND reporting_period_end = $2 AND is_latest_version`,
    [start, end],
  );
  await client.query('UPDATE grants.bufdir_report SET is_latest_version = true WHERE id = $1', [id]);
}
