import { Prisma, type SqlTx } from '@galley/platform';
import type { JobRow } from './job-row.js';

type Row = Prisma.tb_report_templateGetPayload<object>;

/** A template with the name of its registered source: all that accepting a job needs of it. */
export type JobTemplate = Pick<Row, (typeof COLUMNS)[number]> & {
  readonly dataset_source: { readonly name: string } | null;
};

/** A template with its layout, which may be megabytes: what running a job needs besides. */
export type RunTemplate = JobTemplate & Pick<Row, (typeof LAYOUT_COLUMNS)[number]>;

const COLUMNS = [
  'id',
  'version',
  'kind',
  'is_active',
  'name',
  'report_type',
  'report_category',
  'dialog',
  'orientation',
  'page_size',
  'builder_key',
  'view_name',
  'source_type',
  'source_name',
  'source_params',
  'default_format',
  'default_filters',
  'default_options',
  'default_date_range_days',
  'default_contract_id',
  'template_config',
  'locale',
  'allow_business_unit',
  'deny_business_unit',
] as const satisfies readonly (keyof Row)[];

const LAYOUT_COLUMNS = [
  'content',
  'datasets',
  'signature_config',
  'branding',
  'include_charts',
  'include_tables',
  'include_summary',
] as const satisfies readonly (keyof Row)[];

/** The columns and the tables of a `JobTemplate`, for a `select`; the table is called `template`. */
export const TEMPLATE_OF_JOB = selecting(COLUMNS);

/** The same of a `RunTemplate`. */
export const TEMPLATE_OF_RUN = selecting([...COLUMNS, ...LAYOUT_COLUMNS]);

function selecting(names: readonly (keyof Row)[]): Prisma.Sql {
  const columns = Prisma.raw(names.map((name) => `template.${name}`).join(', '));
  return Prisma.sql`
    ${columns}, case when source.id is not null then jsonb_build_object('name', source.name) end as dataset_source
    from platform.tb_report_template as template
    left join platform.tb_dataset_source as source on source.id = template.dataset_source_id`;
}

/**
 * The template as it was when the job was accepted: its version decides, so that an edit in between changes later runs
 * only. Null when it is no longer there.
 */
export async function templateOfJob(
  tx: SqlTx,
  job: Pick<JobRow, 'report_template_id' | 'template_version'>,
): Promise<RunTemplate | null> {
  if (!job.report_template_id) return null;
  const [current] = await tx.$queryRaw<RunTemplate[]>`
    select ${TEMPLATE_OF_RUN} where template.id = ${job.report_template_id}::uuid`;
  if (!current) return null;
  if (current.version === job.template_version) return current;
  const [version] = await tx.$queryRaw<{ version: number; snapshot: Partial<RunTemplate> }[]>`
    select version, snapshot from platform.tb_report_template_version
    where template_id = ${current.id}::uuid and version = ${job.template_version ?? 0}`;
  return version ? { ...current, ...version.snapshot, version: version.version } : current;
}
