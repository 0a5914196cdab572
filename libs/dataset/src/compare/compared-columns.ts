import type { Column, DatasetHeader } from '../dataset.js';
import { DatasetStreamError } from '../dataset-stream.js';
import { PERCENT_SCALE } from './variance.js';

/** Words of the reader's language for the columns that a comparison adds; `{label}` stands for a column's own. */
export interface ComparedLabels {
  readonly change: string;
  readonly added: string;
  readonly removed: string;
  readonly changed: string;
  readonly unchanged: string;
  readonly changed_columns: string;
  /** With `{label}`. */
  readonly prior: string;
  /** With `{label}`. */
  readonly variance: string;
  /** With `{label}`. */
  readonly variance_percent: string;
}

/** A column of the report and where it stands in both datasets; -1 = the prior one does not have it. */
export interface ComparedColumn {
  readonly column: Column;
  readonly at: number;
  readonly priorAt: number;
}

/** Which columns tell rows apart, which are set against each other, and what the result looks like. */
export interface ComparedColumns {
  readonly key: readonly ComparedColumn[];
  /** Columns beside the key that are shown as they are; a difference in one is a change. */
  readonly others: readonly ComparedColumn[];
  readonly measures: readonly ComparedColumn[];
  readonly result: readonly Column[];
  /** Whether rows begin with their business unit or currency, before the change. */
  readonly isLed: boolean;
}

const BU_CODE = 'bu_code';
const NUMBERS = new Set(['integer', 'decimal']);

/**
 * `key` null: every dimension but decimals, which are figures. Throws `DatasetStreamError` `compare-key-unknown`,
 * `compare-columns-differ`.
 */
export function compareColumns(
  current: DatasetHeader,
  prior: DatasetHeader,
  wish: {
    readonly key: readonly string[] | null;
    readonly measures: readonly string[];
    readonly labels: ComparedLabels;
  },
): ComparedColumns {
  const placed = current.columns.map((column, at) => ({
    column,
    at,
    priorAt: prior.columns.findIndex(({ name }) => name === column.name),
  }));
  const isMeasure = ({ column }: ComparedColumn) =>
    NUMBERS.has(column.type) && (column.role === 'measure' || wish.measures.includes(column.name));
  const named = wish.key;
  // The business unit, or the currency of a row: its place is first.
  const [first] = current.columns;
  const isLed = first?.name === BU_CODE || Boolean(current.currencies);
  const isKey = named
    ? ({ column }: ComparedColumn) => named.includes(column.name) || (isLed && column === first)
    : (one: ComparedColumn) => !isMeasure(one) && one.column.type !== 'decimal' && one.column.type !== 'json';
  const unknown = (wish.key ?? []).filter((name) => !placed.some(({ column }) => column.name === name));
  if (unknown.length > 0) {
    throw fault('compare-key-unknown', `The report has no column ${unknown.join(', ')} to tell its rows by.`);
  }
  const key = placed.filter(isKey);
  const lost = key.filter(({ priorAt }) => priorAt < 0);
  if (lost.length > 0) {
    const names = lost.map(({ column }) => column.name).join(', ');
    throw fault('compare-columns-differ', `What it is compared with has no column ${names}.`);
  }
  const measures = placed.filter((one) => isMeasure(one) && !key.includes(one));
  const others = placed.filter((one) => !key.includes(one) && !measures.includes(one));
  return {
    key,
    others,
    measures,
    isLed,
    result: resultColumns({ key, others, measures, isLed }, wish.labels),
  };
}

function resultColumns(
  { key, others, measures, isLed }: Omit<ComparedColumns, 'result'>,
  labels: ComparedLabels,
): Column[] {
  const change: Column = text('change', labels.change);
  const dimensions = key.map(({ column }): Column => ({ ...column, role: 'dimension' }));
  const figures = measures.flatMap(({ column }): Column[] => {
    const labelled = (phrase: string) => phrase.replace('{label}', column.label);
    return [
      column,
      { ...column, name: `${column.name}_prior`, label: labelled(labels.prior), role: 'measure' },
      { ...column, name: `${column.name}_variance`, label: labelled(labels.variance), role: 'measure' },
      {
        name: `${column.name}_variance_pct`,
        label: labelled(labels.variance_percent),
        type: 'decimal',
        scale: PERCENT_SCALE,
        format: 'percent',
        role: 'dimension',
      },
    ];
  });
  const shown = [
    ...(isLed ? [...dimensions.slice(0, 1), change, ...dimensions.slice(1)] : [change, ...dimensions]),
    ...others.map(({ column }): Column => ({ ...column, role: 'dimension' })),
    ...figures,
    text('changed_columns', labels.changed_columns),
  ];
  return distinctNames(shown);
}

function text(name: string, label: string): Column {
  return { name, label, type: 'string', format: null, role: 'dimension' };
}

/** A report may have a column of a name that a comparison adds. */
function distinctNames(columns: readonly Column[]): Column[] {
  const seen = new Set<string>();
  return columns.map((column) => {
    let { name } = column;
    while (seen.has(name)) name += '_';
    seen.add(name);
    return { ...column, name };
  });
}

function fault(code: string, detail: string): DatasetStreamError {
  return new DatasetStreamError(detail, { code, detail });
}
