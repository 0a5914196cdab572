import {
  sql,
  type BuilderContext,
  type BuilderParam,
  type DatasetBuilder,
  type SqlFragment,
} from '@galley/dataset';
import { builderColumn, selected, type DataColumn } from './data-column.js';

/** What SQL functions of `079_monitoring_data*.sql` are asked: expressions over the scope of the question. */
export interface DataQuestion {
  readonly projects: SqlFragment;
  /** Null = all that the projects work with. */
  readonly indicators: SqlFragment;
  readonly from: SqlFragment;
  readonly to: SqlFragment;
  readonly provisional: SqlFragment;
}

/** Rows that a dataset gives for projects and days, and a section of a report for its own. */
export interface DataTable {
  /** Without the pack's name. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly DataColumn[];
  /** Whether it can be asked for some indicators only, and for values that nobody has approved yet. */
  readonly asksFor?: readonly ('indicator_codes' | 'include_unapproved')[];
  readonly currency_column?: string;
  /** What stands after FROM: rows under the alias `r`, and what they must satisfy. */
  readonly from: (question: DataQuestion) => SqlFragment;
}

/** One project, or the projects of a program; neither = all that the reader sees. Days: theirs, until today. */
const SCOPE: readonly BuilderParam[] = [
  { name: 'project_id', type: 'uuid', nullable: true },
  { name: 'program_id', type: 'uuid', nullable: true },
  { name: 'start_date', type: 'date', nullable: true },
  { name: 'end_date', type: 'date', nullable: true },
];

const MORE = {
  indicator_codes: { name: 'indicator_codes', type: 'text[]', nullable: true },
  /** Then the rows say that they are provisional (ME-1). */
  include_unapproved: { name: 'include_unapproved', type: 'bool', nullable: false, default: false },
} as const satisfies Record<string, BuilderParam>;

export function dataBuilder(table: DataTable): DatasetBuilder {
  const { name, label, columns, asksFor = [], currency_column, from } = table;
  return {
    key: `monitoring.${name}`,
    label,
    scope: 'organization',
    own_schema: 'monitoring',
    params: [...SCOPE, ...asksFor.map((one) => MORE[one])],
    ...(currency_column !== undefined && { currency_column }),
    columns: columns.map(builderColumn),
    build: (context) => sql`
      select ${selected(columns)}
      from ${scopeOf(context)} s cross join lateral ${from(questionOf(context))}`,
  };
}

function scopeOf({ params, timezone }: BuilderContext): SqlFragment {
  const { project_id = null, program_id = null, start_date = null, end_date = null } = params;
  return sql`monitoring.data_scope(${project_id}::uuid, ${program_id}::uuid, ${start_date}::date, ${end_date}::date,
    (now() at time zone ${timezone}::text)::date)`;
}

function questionOf({ params }: BuilderContext): DataQuestion {
  const { indicator_codes = null, include_unapproved = false } = params;
  return {
    projects: sql`s.projects`,
    indicators:
      indicator_codes === null
        ? sql`null::uuid[]`
        : sql`array(select i.id from monitoring.indicator i where i.deleted_at is null and i.code = any (${indicator_codes}::text[]))`,
    from: sql`s.date_from`,
    to: sql`s.date_to`,
    provisional: sql`${include_unapproved}::boolean`,
  };
}
