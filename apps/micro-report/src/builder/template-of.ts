import type { Column } from '@galley/dataset';
import type { BuildableSource } from './buildable-source.js';
import type { DesignColumn, DesignHighlight } from './design-columns.js';
import { filterFields } from './filter-fields.js';
import { columnNamed } from './find-column.js';
import { highlightCondition } from './highlight-condition.js';
import type { DesignChart, DesignTotal, ReportDesign } from './report-design.js';

type Part = Readonly<Record<string, unknown>>;

/** The fields of a template that a design decides, each present; null = as if never said. */
export interface BuiltFields {
  readonly name: string;
  readonly description: string | null;
  readonly project_id: string | null;
  readonly report_group: string | null;
  readonly report_category: string | null;
  readonly dialog: string | null;
  readonly content: string;
  readonly orientation: string | null;
  readonly page_size: string | null;
  readonly builder_key: string | null;
  readonly view_name: string | null;
  readonly source_type: string;
  readonly source_name: string | null;
  readonly source_params: unknown;
  readonly default_format: string | null;
  readonly default_options: Part;
  readonly branding: Part | null;
}

/**
 * The template that a design stands for: form, layout (docs/layouts.md), binding and options. Pure; for a design in
 * which `designFaults` found nothing.
 */
export function templateOf(design: ReportDesign, source: BuildableSource): BuiltFields {
  const { branding } = design;
  const hasBranding = Boolean(branding?.logo) || Boolean(branding?.accent);
  return {
    name: design.name,
    description: design.description ?? null,
    project_id: design.project_id ?? null,
    report_group: design.report_group ?? null,
    report_category: design.report_category ?? null,
    dialog: dialogOf(design, source),
    content: contentOf(design, source.columns),
    orientation: design.orientation ?? null,
    page_size: design.page_size ?? null,
    builder_key: source.builder_key,
    view_name: source.view_name,
    source_type: source.source_type,
    source_name: source.source_name,
    source_params: paramsOf(source),
    default_format: design.default_format ?? null,
    default_options: optionsOf(design),
    branding: hasBranding ? said({ logo: branding?.logo, accent: branding?.accent }) : null,
  };
}

/** A builder declares its parameters itself, and its source need not repeat them. */
function paramsOf({ source_type, source_params, params }: BuildableSource): unknown {
  if (source_type !== 'builder') return source_params;
  return {
    params: params.map(({ filter, type, nullable, default: fallback }) =>
      said({ filter, type, nullable, default: fallback }),
    ),
  };
}

function dialogOf({ filters }: ReportDesign, source: BuildableSource): string | null {
  const fields = filterFields(filters ?? [], source).map(({ filter: _filter, ...field }) => field);
  return fields.length === 0 ? null : JSON.stringify({ fields }, null, 2);
}

function contentOf({ columns, groups, totals, chart }: ReportDesign, live: readonly Column[]): string {
  const content = said({
    columns: (columns ?? []).map((one) => columnOf(one, live)),
    group_by: (groups ?? []).map(({ column, page_break }) =>
      said({ field: column, page_break: page_break || null }),
    ),
    totals: (totals ?? []).map(totalOf),
    charts: chart ? [chartOf(chart, columns ?? [], live)] : [],
  });
  return JSON.stringify({ kind: 'report', ...content }, null, 2);
}

function columnOf(
  { column, label, width, format, align, highlight }: DesignColumn,
  live: readonly Column[],
): Part {
  const found = columnNamed(live, column);
  return said({
    field: column,
    label,
    width: width?.endsWith('pt') ? Number.parseFloat(width) : width,
    align,
    format,
    when:
      found && (highlight ?? []).map((one) => ({ if: highlightCondition(one, found), style: styleOf(one) })),
  });
}

function styleOf({ color, fill, bold, italic }: DesignHighlight): Part {
  return said({ color, fill, bold: bold || null, italic: italic || null });
}

/** A column's second total needs a name of its own. */
function totalOf({ column, aggregate }: DesignTotal, index: number, all: readonly DesignTotal[]): Part {
  const isFirst = all.findIndex((other) => other.column === column) === index;
  return said({ column, aggregate, as: isFirst ? null : `${column}_${aggregate}`.slice(-63) });
}

/** Series are called as their columns are; a series alone is said by the axis instead of a legend. */
function chartOf(chart: DesignChart, shown: readonly DesignColumn[], live: readonly Column[]): Part {
  const labelOf = (name: string): string =>
    shown.find(({ column }) => column === name)?.label ?? columnNamed(live, name)?.label ?? name;
  const [first = ''] = chart.values;
  const isAlone = chart.values.length === 1 && !chart.split_by;
  const isRound = chart.kind === 'pie' || chart.kind === 'doughnut';
  return said({
    at: chart.place ?? 'before',
    kind: chart.kind,
    title: chart.title,
    x: chart.category,
    ...(chart.split_by
      ? { y: first, split_by: chart.split_by }
      : { series: chart.values.map((name) => ({ name: labelOf(name), y: name })) }),
    stacking: chart.stacking,
    sort: chart.sort,
    top: chart.top,
    legend: isAlone && !isRound ? 'none' : null,
    y_title: isAlone && !isRound ? labelOf(first) : null,
    format: figureFormat(chart.values, live),
  });
}

/** The format that all figures of the chart have. */
function figureFormat(values: readonly string[], live: readonly Column[]): string | null {
  const formats = new Set(values.map((name) => columnNamed(live, name)?.format ?? null));
  return formats.size === 1 ? ([...formats][0] ?? null) : null;
}

/** Only what the report shows is asked for, so that CSV and JSON hold the same columns as the page. */
function optionsOf(design: ReportDesign): Part {
  const { title, sort } = design;
  return said({
    title,
    columns: askedColumns(design),
    sort_by: (sort ?? []).map(({ column, direction }) => said({ column, direction })),
  });
}

function askedColumns({ columns, groups, chart }: ReportDesign): readonly string[] {
  if (!columns?.length) return [];
  const seen = columns.flatMap(({ column, highlight }) => [
    column,
    ...(highlight ?? []).flatMap(({ value_column }) => value_column ?? []),
  ]);
  const drawn = chart ? [chart.category, ...chart.values, ...(chart.split_by ? [chart.split_by] : [])] : [];
  const unseen = (groups ?? []).map(({ column }) => column).filter((column) => !seen.includes(column));
  return [...new Set([...unseen, ...seen, ...drawn])];
}

/** Without what nobody said: null, undefined and empty lists. */
function said(part: Part): Part {
  return Object.fromEntries(
    Object.entries(part).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
