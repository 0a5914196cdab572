import { createHash } from 'node:crypto';
import type {
  DatasetHeader,
  DatasetSummary,
  DatasetTrailer,
  Json,
  TotalRequest,
  Totals,
} from '../dataset.js';
import { DatasetStreamError, type DatasetStream } from '../dataset-stream.js';
import { rowFrame } from '../frames.js';
import { readTextRows, type TextRow } from '../row-reader.js';
import { ControlTotals } from '../totals/control-totals.js';
import {
  compareColumns,
  type ComparedColumn,
  type ComparedColumns,
  type ComparedLabels,
} from './compared-columns.js';
import { varianceOf, variancePercent } from './variance.js';

export interface CompareWish {
  /** Columns that tell which rows belong together; null = the report's dimensions. */
  readonly key: readonly string[] | null;
  /** Totals of the report; its sums are set against each other, other aggregates are not. */
  readonly totals: readonly TotalRequest[];
  readonly show: 'all' | 'changes';
  readonly labels: ComparedLabels;
}

/** Rows that what is compared with may have: they are held while the report streams past them. */
export const MAX_COMPARED_ROWS = 250_000;

export type Change = 'added' | 'removed' | 'changed' | 'unchanged';

/** The sums that a report shows, as a compared report shows them: now, before, and the variance. */
export function comparedTotals(totals: readonly TotalRequest[]): TotalRequest[] {
  return sumsOf(totals).flatMap((column) =>
    [column, `${column}_prior`, `${column}_variance`].map((name) => ({
      column: name,
      aggregate: 'sum' as const,
    })),
  );
}

/**
 * The report set against another dataset of the same shape, row by row: what was added, removed, changed. The other one
 * is read first and held; the report streams. Rows with the same key are paired in their order, so none is lost.
 * Totals are those of the two databases (of the shown rows where unchanged ones are left out), so that a reader of the
 * result can still prove it. Throws `DatasetStreamError` with a problem: `compare-too-many-rows`, `compare-key-unknown`,
 * `compare-columns-differ`, and what reading throws.
 */
export async function compareDatasets(
  openCurrent: () => Promise<DatasetStream>,
  prior: DatasetStream,
  wish: CompareWish,
): Promise<DatasetStream> {
  const before = await hold(prior);
  const current = await openCurrent();
  const measures = sumsOf(wish.totals);
  const columns = compareColumns(current.header, prior.header, { ...wish, measures });
  const header = {
    ...current.header,
    columns: columns.result,
    ...currenciesOfBoth(current.header, prior.header),
  };
  const pairing = new Pairing(columns, before, wish.labels);
  const counts: Record<Change, number> = { added: 0, removed: 0, changed: 0, unchanged: 0 };
  const control = new ControlTotals(header, comparedTotals(wish.totals));
  let trailer: DatasetTrailer | null = null;

  function* frames(rows: Iterable<ComparedRow>): Generator<Buffer> {
    for (const { change, cells } of rows) {
      counts[change]++;
      if (change === 'unchanged' && wish.show === 'changes') continue;
      const frame = rowFrame(cells);
      control.add(frame);
      yield frame;
    }
  }

  return {
    header,
    async *batches() {
      for await (const batch of current.batches()) {
        const shown = [...frames(pairing.take(batch))];
        if (shown.length > 0) yield Buffer.concat(shown);
      }
      for (const frame of frames(pairing.left())) yield frame;
      const [now, then] = [current.trailer(), prior.trailer()];
      trailer = {
        totals:
          wish.show === 'all'
            ? setAgainst(measures, wish.totals, now.totals, then.totals)
            : shownTotals(control, wish.totals),
        groups: [],
        summary: summaryOf(now.summary, then.summary, control.rows, counts),
      };
    },
    trailer() {
      if (!trailer) throw new DatasetStreamError('the trailer is known only after the last row');
      return trailer;
    },
  };
}

/** The rows that are gone may have been the last of their currency. */
function currenciesOfBoth(now: DatasetHeader, then: DatasetHeader): Pick<DatasetHeader, 'currencies'> {
  if (Boolean(now.currencies) === Boolean(then.currencies)) {
    return now.currencies ? { currencies: { ...then.currencies, ...now.currencies } } : {};
  }
  const detail =
    'One of the two has several currencies and the other has not; compare one currency at a time.';
  throw new DatasetStreamError(detail, { code: 'compare-columns-differ', detail });
}

function sumsOf(totals: readonly TotalRequest[]): string[] {
  return [...new Set(totals.filter(({ aggregate }) => aggregate === 'sum').map(({ column }) => column))];
}

async function hold(dataset: DatasetStream): Promise<TextRow[]> {
  const rows: TextRow[] = [];
  for await (const batch of dataset.batches()) {
    for (const row of readTextRows(batch)) rows.push(row);
    if (rows.length <= MAX_COMPARED_ROWS) continue;
    const detail = `What the report is compared with has more than ${MAX_COMPARED_ROWS} rows; narrow the filters.`;
    throw new DatasetStreamError(detail, { code: 'compare-too-many-rows', detail });
  }
  return rows;
}

interface ComparedRow {
  readonly change: Change;
  readonly cells: readonly (string | null)[];
}

/** Finds to each row the one it was before. */
class Pairing {
  private readonly waiting = new Map<string, TextRow[]>();

  constructor(
    private readonly columns: ComparedColumns,
    before: readonly TextRow[],
    private readonly labels: ComparedLabels,
  ) {
    for (const row of before) {
      const key = keyOf(columns.key.map(({ priorAt }) => row[priorAt] ?? null));
      const same = this.waiting.get(key);
      if (same) same.push(row);
      else this.waiting.set(key, [row]);
    }
  }

  *take(batch: Buffer): Generator<ComparedRow> {
    for (const row of readTextRows(batch)) {
      const key = keyOf(this.columns.key.map(({ at }) => row[at] ?? null));
      const [prior = null, ...others] = this.waiting.get(key) ?? [];
      if (others.length > 0) this.waiting.set(key, others);
      else this.waiting.delete(key);
      yield this.rowOf(row, prior);
    }
  }

  /** Rows that are no longer there, in the order they had. */
  *left(): Generator<ComparedRow> {
    for (const rows of this.waiting.values()) for (const row of rows) yield this.rowOf(null, row);
    this.waiting.clear();
  }

  private rowOf(row: TextRow | null, prior: TextRow | null): ComparedRow {
    const { key, others, measures, isLed } = this.columns;
    const now = ({ at }: ComparedColumn) => row?.[at] ?? null;
    const then = ({ priorAt }: ComparedColumn) => (priorAt < 0 ? null : (prior?.[priorAt] ?? null));
    const shown = (one: ComparedColumn) => (row ? now(one) : then(one));
    const different =
      row && prior ? [...others, ...measures].filter((one) => !isSame(one, now(one), then(one))) : [];
    const change = !prior ? 'added' : !row ? 'removed' : different.length > 0 ? 'changed' : 'unchanged';
    const dimensions = key.map(shown);
    const cells = [
      ...(isLed
        ? [dimensions[0] ?? null, this.labels[change], ...dimensions.slice(1)]
        : [this.labels[change], ...dimensions]),
      ...others.map(shown),
      ...measures.flatMap((one) => [
        now(one),
        then(one),
        varianceOf(now(one), then(one)),
        variancePercent(now(one), then(one)),
      ]),
      different.length > 0 ? different.map(({ column }) => column.label).join(', ') : null,
    ];
    return { change, cells };
  }
}

/** Unambiguous for any texts, absent ones included. */
function keyOf(cells: readonly (string | null)[]): string {
  return JSON.stringify(cells);
}

/** A column that was not there before cannot have changed. Numbers are compared by value: `1.5` is `1.50`. */
function isSame({ column, priorAt }: ComparedColumn, now: string | null, then: string | null): boolean {
  if (priorAt < 0 || now === then) return true;
  if (now === null || then === null || (column.type !== 'decimal' && column.type !== 'integer')) return false;
  const difference = varianceOf(now, then);
  return difference !== null && /^-?0*\.?0*$/.test(difference);
}

/** Totals that the databases found over all rows. */
function setAgainst(
  columns: readonly string[],
  requests: readonly TotalRequest[],
  now: Totals,
  then: Totals,
): Totals {
  return Object.fromEntries(
    columns.flatMap((column): [string, Json][] => {
      const request = requests.find((one) => one.column === column && one.aggregate === 'sum');
      const key = request?.as ?? column;
      const [current, prior] = [now[key] ?? null, then[key] ?? null];
      return [
        [column, current],
        [`${column}_prior`, prior],
        [`${column}_variance`, varianceOfTotals(current, prior)],
      ];
    }),
  );
}

/** By currency where the totals are. */
function varianceOfTotals(current: Json, prior: Json): Json {
  const now = byCurrency(current);
  const then = byCurrency(prior);
  if (!now && !then) return varianceOf(textOf(current), textOf(prior));
  const codes = [...new Set([...Object.keys(now ?? {}), ...Object.keys(then ?? {})])];
  return Object.fromEntries(
    codes.map((code) => [code, varianceOf(textOf(now?.[code] ?? null), textOf(then?.[code] ?? null))]),
  );
}

function byCurrency(total: Json): Readonly<Record<string, Json>> | null {
  return typeof total === 'object' && total !== null && !Array.isArray(total)
    ? (total as Readonly<Record<string, Json>>)
    : null;
}

function textOf(total: Json): string | null {
  return typeof total === 'string' || typeof total === 'number' ? String(total) : null;
}

function shownTotals(control: ControlTotals, totals: readonly TotalRequest[]): Totals {
  return Object.fromEntries(comparedTotals(totals).map(({ column }) => [column, control.figure(column)]));
}

function summaryOf(
  now: DatasetSummary,
  then: DatasetSummary,
  row_count: number,
  compared: Readonly<Record<Change, number>>,
): DatasetSummary {
  const fingerprint = createHash('sha256').update(`${now.fingerprint}\n${then.fingerprint}`).digest('hex');
  return {
    ...now,
    row_count,
    truncated: now.truncated || then.truncated,
    warnings: [...new Set([...now.warnings, ...then.warnings])],
    fingerprint: `sha256:${fingerprint}`,
    compared: {
      ...compared,
      with: then.fingerprint,
      executed_at: then.executed_at,
      filters: then.filters,
      params: then.params,
    },
  };
}
