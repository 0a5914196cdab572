import {
  reportDataOf,
  schemaOf,
  validateReport,
  type ExcludedLine,
  type Finding,
  type MappedReport,
  type ReportLabel,
  type SummaryRow,
} from '@galley/pack-grants/bufdir';
import type { SqlTx } from '@galley/platform';
import type { PreparationWork } from '../../../jobs/job-preparations.js';
import { datasetRows } from '../../../rendering/dataset-rows.js';
import { enterStep, questionOf, type Generation } from './generation.js';

/** What a report is mapped from, beside what was settled when it was created. */
export interface ReportFigures {
  readonly rows: readonly SummaryRow[];
  readonly findings: readonly Finding[];
  readonly labels: readonly ReportLabel[];
}

/** Every figure is computed by micro-data, from the lines that were collected and nothing else. */
export async function aggregate(work: PreparationWork, generation: Generation): Promise<ReportFigures> {
  const { report_id } = generation;
  const ask = async <Row>(builder: string, params: Parameters<PreparationWork['ask']>[0]['params'] = {}) =>
    datasetRows<Row>(await work.ask({ builder_key: `grants.${builder}`, params }));
  return {
    rows: await ask<SummaryRow>('activity_summary', { report_id }),
    findings: await ask<Finding>('report_findings', questionOf(generation)),
    labels: await ask<ReportLabel>('report_labels'),
  };
}

/** The lines that do not count as a day of peer work. */
export function excludedLines(tx: SqlTx, { report_id, organization }: Generation): Promise<ExcludedLine[]> {
  return tx.$queryRaw<ExcludedLine[]>`
    select kind, source_id::text, exclusion_reason from grants.bufdir_report_line
    where organization_id = ${organization.id}::uuid and report_id = ${report_id}::uuid and exclusion_reason is not null`;
}

/** The figures in the form of the report's schema version. */
export function mapReport(
  generation: Generation,
  figures: ReportFigures,
  excluded: readonly ExcludedLine[],
): MappedReport {
  const { organization, period, hierarchy_scope: scope } = generation;
  const schema = schemaOf(generation.schema_version);
  return reportDataOf({ schema, organization, period, scope, excluded, ...figures });
}

/** Throws `ReportInvalid`. */
export function validate({ schema_version }: Generation, mapped: MappedReport): void {
  validateReport(schemaOf(schema_version), mapped);
}

/** Keeps what was computed, so that every attempt from here on prints the same. */
export async function stageResult(
  tx: SqlTx,
  { job }: Pick<PreparationWork, 'job'>,
  { report_id, organization }: Generation,
  { report_data, warnings }: MappedReport,
): Promise<void> {
  await tx.$executeRaw`
    insert into grants.bufdir_report_result (report_id, organization_id, report_data, validation_warnings)
    values (${report_id}::uuid, ${organization.id}::uuid, ${JSON.stringify(report_data)}::jsonb,
      ${JSON.stringify(warnings)}::jsonb)
    on conflict do nothing`;
  // Last, since it locks the report: whoever cancels does not wait for the figures. It also refuses an attempt that another has
  // overtaken, whose figures are the ones that stand.
  await enterStep(tx, job, 'render');
}
