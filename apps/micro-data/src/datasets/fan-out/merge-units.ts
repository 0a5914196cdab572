import type { RowBatch } from '../batch-queue.js';
import type { UnitQuery } from '../kinds/source-kind.js';
import { compareRows, type OrderKey, type RowKey } from '../order/row-order.js';
import { RowCells } from '../rows/row-cells.js';
import type { RowWindow } from '../rows/row-window.js';
import { RowWriter } from '../rows/row-writer.js';
import type { UnitReader } from './unit-reader.js';

export interface MergeOptions {
  /** Its output ends with the order's columns that the dataset does not show. */
  readonly query: UnitQuery;
  /** Cells of a row that the dataset shows. */
  readonly width: number;
  readonly window: RowWindow;
  readonly isPartial: boolean;
  readonly onMatched: (matched: number) => void;
}

/** The next row of one unit, whose rows come in order. */
class Cursor {
  key: RowKey = [];
  readonly cells: RowCells;
  private batch: Buffer = Buffer.alloc(0);
  private next = 0;
  from = 0;

  constructor(
    readonly reader: UnitReader,
    private readonly rows: AsyncGenerator<RowBatch>,
    private readonly keys: readonly OrderKey[],
    width: number,
  ) {
    this.cells = new RowCells(width);
  }

  get bytes(): Buffer {
    return this.batch;
  }

  get to(): number {
    return this.next;
  }

  /** Steps within the batch at hand; false when that is used up. */
  step(): boolean {
    if (this.next >= this.batch.length) return false;
    this.from = this.next;
    this.next = this.cells.read(this.batch, this.from);
    this.key = this.keys.map(({ index }) => this.cells.text(index));
    return true;
  }

  /** Steps into the next batch; false at the end of the rows. */
  async refill(): Promise<boolean> {
    const { done, value } = await this.rows.next();
    if (done) return false;
    this.batch = value.bytes;
    this.next = 0;
    return this.step();
  }
}

/**
 * Merges units that are each in order into one order; equal rows come in the order of the units. Every unit holds a
 * connection meanwhile; they are taken in the order of their data sources, so that two merges never wait for each other.
 */
export async function* mergeUnits(
  readers: readonly UnitReader[],
  options: MergeOptions,
): AsyncGenerator<RowBatch> {
  try {
    const cursors = await openAll(readers, options);
    yield* merged(cursors, options);
  } finally {
    await Promise.all(readers.map((reader) => reader.release()));
  }
}

async function openAll(readers: readonly UnitReader[], options: MergeOptions): Promise<Cursor[]> {
  const keys = keysOf(options.query);
  const byDataSource = readers.toSorted((a, b) => (a.unit.data_source.id < b.unit.data_source.id ? -1 : 1));
  const bound = new Set<UnitReader>();
  for (const reader of byDataSource) {
    await reader.bind().then(
      () => bound.add(reader),
      (error: unknown) => refuse(reader, error, options),
    );
  }
  const opened = await Promise.all(
    readers.map(async (reader) => {
      if (!bound.has(reader)) return null;
      try {
        const rows = await reader.open(options.query);
        if (rows.matched !== null) options.onMatched(rows.matched);
        const cursor = new Cursor(reader, rows.batches(), keys, options.query.output.length);
        return (await reader.timed(() => cursor.refill())) ? cursor : null;
      } catch (error) {
        refuse(reader, error, options);
        return null;
      }
    }),
  );
  return opened.filter((cursor) => cursor !== null);
}

function refuse(reader: UnitReader, error: unknown, { isPartial }: MergeOptions): void {
  if (!isPartial) throw error;
  reader.fail(error);
}

async function* merged(cursors: Cursor[], { query, window, width }: MergeOptions): AsyncGenerator<RowBatch> {
  const compare = compareRows(keysOf(query), query.textOrder);
  const shown = width < query.output.length ? Array.from({ length: width }, (_, index) => index) : null;
  const writer = new RowWriter();
  const open = [...cursors];
  while (open.length > 0) {
    const [best, rival] = leaders(open, compare);
    // The best unit goes on as long as it stays before the next best: runs of rows cost one comparison each.
    let isOpen = true;
    do {
      if (window.admits()) {
        best.reader.row_count++;
        if (shown) writer.shape(shown, best.cells);
        else writer.copy(best.bytes, best.from, best.to);
      }
      if (writer.isFull) {
        const batch = writer.take();
        if (batch) yield batch;
      }
      isOpen = best.step() || (await best.refill());
    } while (isOpen && (!rival || isBefore(best, rival, open, compare)));
    if (!isOpen) open.splice(open.indexOf(best), 1);
  }
  const rest = writer.take();
  if (rest) yield rest;
}

type Compare = (a: RowKey, b: RowKey) => number;

function leaders(open: readonly Cursor[], compare: Compare): [Cursor, Cursor | undefined] {
  let [best, rival] = [open[0], undefined as Cursor | undefined];
  for (const cursor of open.slice(1)) {
    if (best && compare(cursor.key, best.key) < 0) [best, rival] = [cursor, best];
    else if (!rival || compare(cursor.key, rival.key) < 0) rival = cursor;
  }
  if (!best) throw new RangeError('nothing to merge');
  return [best, rival];
}

function isBefore(best: Cursor, rival: Cursor, open: readonly Cursor[], compare: Compare): boolean {
  const difference = compare(best.key, rival.key);
  return difference < 0 || (difference === 0 && open.indexOf(best) < open.indexOf(rival));
}

function keysOf({ order, output }: UnitQuery): readonly OrderKey[] {
  return order.map((term) => ({ ...term, index: output.findIndex(({ name }) => name === term.column.name) }));
}
