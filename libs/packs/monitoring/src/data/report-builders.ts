import { sql, type BuilderParam, type DatasetBuilder, type SqlFragment } from '@galley/dataset';
import { builderColumn, column, defined, selected, type DataColumn } from './data-column.js';
import { warnings } from './work-tables.js';

/** A report; `revision` null = as it is now, else as that revision was published. */
export const REPORT: readonly BuilderParam[] = [
  { name: 'report_id', type: 'uuid', nullable: false },
  { name: 'revision', type: 'int', nullable: true },
];

interface ReportSource {
  /** Without `monitoring.report_`. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly DataColumn[];
  /** SELECT over the arguments report and revision. */
  readonly build: (report: SqlFragment) => SqlFragment;
}

function reportBuilder({ name, label, columns, build }: ReportSource): DatasetBuilder {
  return {
    key: `monitoring.report_${name}`,
    label,
    scope: 'organization',
    own_schema: 'monitoring',
    params: REPORT,
    columns: columns.map(builderColumn),
    build: ({ params: { report_id = null, revision = null } }) =>
      build(sql`${report_id}::uuid, ${revision}::integer`),
  };
}

const HEAD = [
  column('organization', 'Organization'),
  column('program_code', 'Program code'),
  column('program', 'Program'),
  column('project_code', 'Project code'),
  column('project', 'Project'),
  column('location', 'Place'),
  column('project_start', 'Project from', 'date'),
  column('project_end', 'Project to', 'date'),
  column('donor_code', 'Donor code'),
  column('donor', 'Donor'),
  column('grant_ref', 'Grant'),
  column('grant_amount', 'Granted', 'numeric'),
  column('grant_currency', 'Currency'),
  column('title', 'Title'),
  column('report_type', 'Type'),
  column('language', 'Language'),
  column('start_date', 'From', 'date'),
  column('end_date', 'To', 'date'),
  column('generated_at', 'Made at'),
  column('provisional', 'Provisional', 'boolean'),
];

/** One row: whose report it is, of what, for whom. */
export const reportHead = reportBuilder({
  name: 'head',
  label: 'Monitoring: head of a report',
  columns: [
    ...HEAD,
    column('warnings', 'Warnings', 'integer'),
    column('revision', 'Revision', 'integer'),
    column('report_id', 'Report', 'uuid'),
  ],
  build: (report) => sql`
    select ${selected(HEAD)}, jsonb_array_length(h.head -> 'warnings') as warnings, h.revision, h.report_id
    from monitoring.report_heads(${report}) h cross join lateral jsonb_to_record(h.head) as r (${defined(HEAD)})`,
});

/** What its reader should know. */
export const reportWarnings = reportBuilder({
  name: 'warnings',
  label: 'Monitoring: warnings of a report',
  columns: warnings.columns,
  build: (report) => sql`
    select ${selected(warnings.columns)}
    from monitoring.report_heads(${report}) h
    cross join lateral jsonb_to_recordset(h.head -> 'warnings') as r (${defined(warnings.columns)})`,
});

const SECTION = [
  column('id', 'Section', 'uuid'),
  column('order_index', 'Order', 'integer'),
  column('kind', 'Kind'),
  column('title', 'Title'),
  column('body', 'Text'),
  column('config', 'Configuration', 'jsonb'),
] as const;

/** Its sections in their order, each with its rows and the head: everything at one instant. */
export const reportSnapshot = reportBuilder({
  name: 'snapshot',
  label: 'Monitoring: report as it stands',
  columns: [
    ...SECTION,
    column('row_count', 'Rows', 'integer'),
    column('rows', 'Rows', 'jsonb'),
    column('head', 'Head', 'jsonb'),
  ],
  build: (report) => sql`
    with h as materialized (select h.head from monitoring.report_heads(${report}) h)
    select s.id, s.order_index, s.kind, s.title, s.body, s.config, jsonb_array_length(s.rows) as row_count, s.rows, h.head
    from h cross join monitoring.report_sections(${report}) s
    order by s.order_index`,
});

/** The whole report as one document: what a publication keeps, and what a template with bare JSON gives. */
export const reportContent = reportBuilder({
  name: 'content',
  label: 'Monitoring: content of a report',
  columns: [column('content', 'Content', 'jsonb')],
  build: (report) => sql`
    select c.content from monitoring.report_content(${report}) as c (content) where c.content is not null`,
});
