import { figureQuestion, type HierarchyScope, type ReportSource } from '@galley/pack-grants/bufdir';
import type { SqlTx } from '@galley/platform';
import type { JobRow } from '../../../jobs/job-row.js';
import { RunFailure } from '../../../rendering/run-failure.js';
import { sourcesOf, type ReportStatus } from '../reports/report-lifecycle.js';
import { REPORT_TYPES } from './report-templates.js';

/** Where a generation is, in this order; kept in `generation_step`. */
export const GENERATION_STEPS = ['collect', 'aggregate', 'map', 'validate', 'render'] as const;
export type GenerationStep = (typeof GENERATION_STEPS)[number];

/** What the generation of a report goes by: all of it was settled when the report was created. */
export interface Generation {
  readonly report_id: string;
  readonly organization: ReportSource['organization'];
  readonly period: ReportSource['period'];
  readonly hierarchy_scope: HierarchyScope;
  readonly schema_version: string;
  /** An earlier attempt has computed the result: it is only printed again. */
  readonly is_staged: boolean;
}

/** What is asked of the records. */
export function questionOf({ period, hierarchy_scope, schema_version }: Generation) {
  return figureQuestion(period, hierarchy_scope, schema_version);
}

const TYPES: ReadonlySet<string> = new Set(Object.values(REPORT_TYPES));

/** Whether a job may be one of a Bufdir report at all; asked of every job, so it asks no database. */
export function isReportJob({ report_type }: Pick<JobRow, 'report_type'>): boolean {
  return TYPES.has(report_type);
}

/**
 * Moves the report of a generation job to `generating`, or finds it there. Null for other jobs, such as an export.
 * Throws `RunFailure` when the report does not wait for it any more.
 */
export async function beginGeneration(tx: SqlTx, job: JobRow): Promise<Generation | null> {
  await requireCurrent(tx, job);
  const from: ReportStatus[] = [...sourcesOf('generating', 'worker'), 'generating'];
  const [begun] = await tx.$queryRaw<Generation[]>`
    with begun as (
      update grants.bufdir_report as report set
        status = 'generating', generation_step = case when staged.is_there then 'render' else 'collect' end
      from (
        select r.id, exists (
          select from grants.bufdir_report_result s where s.organization_id = r.organization_id and s.report_id = r.id
        ) as is_there
        from grants.bufdir_report r
        where r.organization_id = ${job.organization_id}::uuid and r.generation_job_id = ${job.id}
      ) as staged
      where report.organization_id = ${job.organization_id}::uuid and report.id = staged.id
        and report.status = any(${from}) and report.deleted_at is null
      returning report.*, staged.is_there
    )
    select begun.id::text as report_id, jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name) as organization,
      jsonb_build_object('start', begun.reporting_period_start, 'end', begun.reporting_period_end, 'timezone', o.timezone) as period,
      begun.hierarchy_scope, begun.bufdir_schema_version as schema_version, begun.is_there as is_staged
    from begun join platform.organization o on o.id = begun.organization_id`;
  if (begun) return begun;
  const [other] = await tx.$queryRaw<{ status: ReportStatus }[]>`
    select status from grants.bufdir_report
    where organization_id = ${job.organization_id}::uuid and generation_job_id = ${job.id}`;
  if (!other) return null;
  throw new RunFailure('final', 'report-not-waiting', `The report is ${other.status} and is not generated.`);
}

/** When the figures that a report job prints were taken: of a completed report and of one that is generated alike. */
export async function reportInstant(tx: SqlTx, { organization_id, filters }: JobRow): Promise<Date | null> {
  const { report_id = '' } = filters as Readonly<Record<string, unknown>>;
  const [report] = await tx.$queryRaw<{ taken_at: Date | null }[]>`
    select coalesce(r.generated_at, s.created_at) as taken_at
    from grants.bufdir_report r
    left join grants.bufdir_report_result s on s.organization_id = r.organization_id and s.report_id = r.id
    where r.organization_id = ${organization_id}::uuid and r.id::text = ${String(report_id)}`;
  return report?.taken_at ?? null;
}

/** Says where the generation is. */
export async function enterStep(tx: SqlTx, job: JobRow, step: GenerationStep): Promise<void> {
  await requireCurrent(tx, job);
  await tx.$executeRaw`
    update grants.bufdir_report set generation_step = ${step}
    where organization_id = ${job.organization_id}::uuid and generation_job_id = ${job.id} and status = 'generating'`;
}

/**
 * Throws unless this attempt still has the job and nobody wants it cancelled; so it stays until the commit, which makes
 * the heartbeat wait: the last thing that a long transaction asks.
 */
export async function requireCurrent(tx: SqlTx, job: JobRow): Promise<void> {
  const [current] = await tx.$queryRaw<{ is_cancelled: boolean }[]>`
    select cancel_requested_at is not null as is_cancelled from tenant.tb_report_job
    where id = ${job.id}::uuid and attempts = ${job.attempts} and status = 'processing' for share`;
  if (!current) throw new RunFailure('interrupted', 'lease-lost', 'Another attempt has taken the job over.');
  if (current.is_cancelled) throw new RunFailure('cancelled', 'cancelled', 'The job was cancelled.');
}
