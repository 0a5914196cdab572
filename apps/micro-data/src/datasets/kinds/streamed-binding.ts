import type { SqlFragment } from '@galley/dataset';
import type { SourceColumn } from '../../catalog/source-column.js';
import type { RowBatch } from '../batch-queue.js';
import { SourceFailed } from '../dataset-problems.js';
import { sortedRows } from '../order/sorted-rows.js';
import { RowCells } from '../rows/row-cells.js';
import { RowWriter, type CellOrigin } from '../rows/row-writer.js';
import { StreamedAggregates } from '../totals/streamed-aggregates.js';
import type { Aggregates } from '../totals/group-states.js';
import { wantsAggregates } from './relational-binding.js';
import { BU_CODE } from './relational-statements.js';
import type { BindRequest, Binding, UnitQuery, UnitRows } from './source-kind.js';

/** Rows that can only be fetched, not queried. */
export interface Fetched {
  readonly columns: readonly SourceColumn[];
  /** The statement that fetches the next rows; null = all of them. */
  fetch(count: number | null): SqlFragment;
}

/** A binding to rows that only stream by: ordering, paging, groups and totals are worked out as they pass. */
export function streamedBinding(request: BindRequest, fetched: Fetched): Binding {
  return {
    columns: fetched.columns,
    open: (query) => Promise.resolve(openStream(request, fetched, query)),
  };
}

function openStream(request: BindRequest, fetched: Fetched, query: UnitQuery): UnitRows {
  const aggregates = wantsAggregates(query)
    ? new StreamedAggregates(query, placesOf(fetched), query.bu_code)
    : null;
  // All rows must pass to be added up or sorted; else only those that are wanted are fetched.
  const isWhole = aggregates !== null || query.order.length > 0 || query.take === null;
  return {
    matched: null,
    aggregates: (): Aggregates | null => aggregates?.result() ?? null,
    async *batches() {
      const statement = fetched.fetch(isWhole ? null : query.skip + (query.take ?? 0));
      const answer = await request.session.rows(statement);
      if (answer.fields.length !== fetched.columns.length) {
        throw SourceFailed.error(`Source "${request.source.name}" gave other columns than it declared.`);
      }
      const rows = aggregates
        ? observed(answer.batches(), aggregates, fetched.columns.length)
        : answer.batches();
      const ordered = query.order.length > 0 ? sortedRows(rows, orderedColumns(fetched, query)) : rows;
      yield* shaped(ordered, fetched, query);
    },
  };
}

/** Passes batches on and adds up their rows. */
async function* observed(
  batches: AsyncIterable<RowBatch>,
  aggregates: StreamedAggregates,
  width: number,
): AsyncGenerator<RowBatch> {
  const cells = new RowCells(width);
  for await (const batch of batches) {
    for (let at = 0; at < batch.bytes.length;) {
      at = cells.read(batch.bytes, at);
      aggregates.add(cells);
    }
    yield batch;
  }
}

/** Skips, takes and rewrites rows into the dataset's cells. */
async function* shaped(
  batches: AsyncIterable<RowBatch>,
  fetched: Fetched,
  query: UnitQuery,
): AsyncGenerator<RowBatch> {
  const origins = originsOf(fetched, query);
  const isSame =
    origins.length === fetched.columns.length && origins.every((origin, index) => origin === index);
  if (isSame && query.skip === 0 && query.take === null) return yield* batches;
  const cells = new RowCells(fetched.columns.length);
  const writer = new RowWriter();
  const until = query.take === null ? Infinity : query.skip + query.take;
  let row = 0;
  for await (const { bytes } of batches) {
    for (let at = 0; at < bytes.length; row++) {
      at = cells.read(bytes, at);
      if (row >= query.skip && row < until) writer.shape(origins, cells);
    }
    const batch = writer.isFull ? writer.take() : null;
    if (batch) yield batch;
  }
  const rest = writer.take();
  if (rest) yield rest;
}

function originsOf(fetched: Fetched, query: UnitQuery): CellOrigin[] {
  const places = placesOf(fetched);
  const unit = query.bu_code === null ? null : Buffer.from(query.bu_code);
  return query.output.map(({ name }) => (name === BU_CODE && unit ? unit : (places.get(name) ?? null)));
}

function placesOf({ columns }: Fetched): ReadonlyMap<string, number> {
  return new Map(columns.map(({ name }, index) => [name, index]));
}

function orderedColumns(fetched: Fetched, query: UnitQuery): Parameters<typeof sortedRows>[1] {
  const places = placesOf(fetched);
  return {
    width: fetched.columns.length,
    textOrder: query.textOrder,
    // Within one unit the unit's code and columns that it lacks are the same in every row.
    keys: query.order.flatMap((term) => {
      const index =
        term.column.name === BU_CODE && query.bu_code !== null ? undefined : places.get(term.column.name);
      return index === undefined ? [] : [{ ...term, index }];
    }),
  };
}
