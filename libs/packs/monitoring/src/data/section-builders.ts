import { sql, type BuilderParam, type DatasetBuilder } from '@galley/dataset';
import { builderColumn, column, defined, selected, type DataColumn } from './data-column.js';
import { indicatorSeries, indicatorTable, logframeSection, PLACE } from './indicator-tables.js';
import { REPORT } from './report-builders.js';
import { activities, budgetSection, narrative, participantsSummary } from './work-tables.js';

/** One section by its id or its place in the report; neither = all of the kind. */
const SECTION: readonly BuilderParam[] = [
  { name: 'section_id', type: 'uuid', nullable: true },
  { name: 'order_index', type: 'int', nullable: true },
];

const ANNEX = [
  PLACE,
  column('title', 'Title'),
  column('description', 'Description'),
  column('url', 'Address'),
];

/** Columns of a section's rows by its kind. */
const KINDS: Readonly<Record<string, readonly DataColumn[]>> = {
  narrative: narrative.columns,
  logframe: logframeSection.columns,
  indicator_table: indicatorTable.columns,
  indicator_chart: indicatorSeries.columns,
  activities: activities.columns,
  participants: participantsSummary.columns,
  budget: budgetSection.columns,
  annex: ANNEX,
};

/**
 * The rows of a report's sections, one builder per kind: of a draft (`revision` null) computed now, of a publication as they were
 * kept, through the same JSON, so that both are printed alike.
 */
export const sectionBuilders: readonly DatasetBuilder[] = Object.entries(KINDS).map(([kind, columns]) => ({
  key: `monitoring.section_${kind}`,
  label: `Monitoring: section of a report, ${kind.replaceAll('_', ' ')}`,
  scope: 'organization',
  own_schema: 'monitoring',
  params: [...REPORT, ...SECTION],
  columns: [column('order_index', 'Section', 'integer'), ...columns]
    .map(builderColumn)
    .map((one) => ({ ...one, role: 'dimension' })),
  build: ({ params: { report_id = null, revision = null, section_id = null, order_index = null } }) => sql`
    select s.order_index, ${selected(columns)}
    from monitoring.report_sections(${report_id}::uuid, ${revision}::integer, ${kind}::text, ${section_id}::uuid, ${order_index}::integer) s
    cross join lateral jsonb_to_recordset(s.rows) as r (${defined(columns)})`,
}));
