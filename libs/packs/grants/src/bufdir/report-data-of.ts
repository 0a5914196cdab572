import type { BufdirSchema } from './bufdir-schemas.js';
import { exclusionsOf, type ExcludedLine } from './exclusions-of.js';
import type { Finding, ReportLabel, SummaryRow } from './figure-rows.js';
import { figuresOf } from './figures-of.js';
import { periodLabel } from './period-label.js';
import type { Figures, HierarchyScope, ReportData, ReportWarning } from './report-data.js';
import { reportWords, type ReportWords } from './report-words.js';
import { orgNumberOf, regionOf, registeredOf, unitsOf } from './scope-units.js';
import { SummaryTable } from './summary-table.js';
import { warningsOf } from './warnings-of.js';

/** What a report is made of. */
export interface ReportSource {
  readonly schema: BufdirSchema;
  readonly organization: { readonly id: string; readonly code: string; readonly name: string };
  /** ISO dates, both included; the IANA zone whose days they are. */
  readonly period: { readonly start: string; readonly end: string; readonly timezone: string };
  readonly scope: HierarchyScope;
  readonly rows: readonly SummaryRow[];
  /** Lines that do not count as a day of peer work; lines without a reason may be among them. */
  readonly excluded: Iterable<ExcludedLine>;
  readonly findings: readonly Finding[];
  readonly labels: readonly ReportLabel[];
}

/** `report_data` and the warnings that go with it. */
export interface MappedReport {
  readonly report_data: ReportData;
  readonly warnings: readonly ReportWarning[];
}

/**
 * Puts computed figures into the form of a schema version: same source, same report, whatever order its rows, findings
 * and lines come in. Every unit of the scope and every type of the schema is there, with zeros where nothing happened
 * (BU-B-7). Figures are never added up here, for people are counted once at every level (BU-C-2). Throws where a row is
 * about what the report does not know.
 */
export function reportDataOf(source: ReportSource): MappedReport {
  const { schema, organization, period, scope } = source;
  const { id, code, name } = organization;
  const { start, end, timezone } = period;
  const words = reportWords(source.labels, schema);
  const table = new SummaryTable(source.rows);
  const totals = figuresOf(table.take('organization'));
  const report_data: ReportData = {
    schema_version: schema.version,
    organization: { id, code, name, org_number: orgNumberOf(scope) },
    period: { start, end, label: periodLabel(start, end), timezone },
    totals,
    activity_types: typesOf(schema, (type_key) => table.take('type', { type_key })).map(
      ({ type, figures }) => ({ key: type.key, label: words.type(type), ...figures }),
    ),
    contact_categories: categoriesOf(table, words),
    regions: regionsOf(scope, schema, table),
    local_associations: unitsOf(scope, 'local').map((unit) => ({
      unit_id: unit.id,
      region_id: regionOf(unit, scope),
      name: unit.name,
      ...figuresOf(table.take('local_association', { unit_id: unit.id })),
    })),
    countable_days: { total: totals.countable_days, ...exclusionsOf(source.excluded, schema) },
    registered: registeredOf(scope),
    hierarchy: scope.units,
  };
  table.requireEmpty();
  return { report_data, warnings: warningsOf(schema, report_data, source.findings) };
}

function regionsOf(scope: HierarchyScope, schema: BufdirSchema, table: SummaryTable): ReportData['regions'] {
  return unitsOf(scope, 'region').map(({ id: unit_id, name }) => ({
    unit_id,
    name,
    ...figuresOf(table.take('region', { unit_id })),
    activity_types: typesOf(schema, (type_key) => table.take('region_type', { unit_id, type_key })).map(
      ({ type, figures }) => ({ key: type.key, ...figures }),
    ),
  }));
}

function categoriesOf(table: SummaryTable, words: ReportWords): ReportData['contact_categories'] {
  return table.takeCategories().map(({ category_code: code, participations, unique_participants }) => ({
    code,
    label: words.category(code),
    participations,
    unique_participants,
  }));
}

interface TypeFigures {
  readonly type: BufdirSchema['other_type'];
  readonly figures: Figures;
}

/** Every type of the schema, and the one for what nobody has mapped where there is such a thing. */
function typesOf(
  schema: BufdirSchema,
  take: (type_key: string) => SummaryRow | undefined,
): readonly TypeFigures[] {
  const figures = (type: TypeFigures['type']): TypeFigures => ({ type, figures: figuresOf(take(type.key)) });
  const other = figures(schema.other_type);
  return [...schema.activity_types.map(figures), ...(isIdle(other.figures) ? [] : [other])];
}

function isIdle({ activities, events, participations }: Figures): boolean {
  return activities === 0 && events === 0 && participations === 0;
}
