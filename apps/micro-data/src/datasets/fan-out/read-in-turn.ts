import { SourceUnavailable } from '../dataset-problems.js';
import type { RowBatch } from '../batch-queue.js';
import type { UnitQuery, UnitRows } from '../kinds/source-kind.js';
import type { RowWindow } from '../rows/row-window.js';
import type { UnitReader } from './unit-reader.js';

export interface TurnOptions {
  readonly query: UnitQuery;
  readonly window: RowWindow;
  /** Units that may be under way at once. */
  readonly concurrency: number;
  /** True: a unit that fails before its first row is left out and named; false: it fails the dataset. */
  readonly isPartial: boolean;
  /** Told how many rows match in a unit, where that is known, before its rows come. */
  readonly onMatched: (matched: number) => void;
}

/** A unit whose query has been started ahead of its turn. */
interface Started {
  readonly rows: AsyncGenerator<RowBatch>;
  readonly first: IteratorResult<RowBatch>;
  readonly matched: number | null;
  readonly at: number;
}

/**
 * Reads units one after the other. Later ones start while earlier ones stream: their first rows wait in memory and the
 * rest behind a paused socket. Connections are taken in this order only, so that requests which need each other's
 * connections always find one of them moving.
 */
export async function* readInTurn(
  readers: readonly UnitReader[],
  options: TurnOptions,
): AsyncGenerator<RowBatch> {
  const started = new Map<UnitReader, Promise<Started | Error>>();
  let gate: Promise<unknown> = Promise.resolve();
  const startUpTo = (count: number): void => {
    for (const reader of readers.slice(0, count)) {
      if (started.has(reader)) continue;
      const bound = gate.then(() => reader.bind());
      gate = bound.catch(() => undefined);
      started.set(reader, bound.then(() => start(reader, options.query)).catch(asError));
    }
  };
  try {
    for (const [index, reader] of readers.entries()) {
      startUpTo(index + options.concurrency);
      try {
        yield* readOne(reader, await started.get(reader), index > 0, options);
      } catch (error) {
        if (!options.isPartial || reader.row_count > 0) throw error;
        reader.fail(error);
      } finally {
        await reader.release();
      }
    }
  } finally {
    await Promise.all(started.values());
    await Promise.all(readers.map((reader) => reader.release()));
  }
}

async function* readOne(
  reader: UnitReader,
  ahead: Started | Error | undefined,
  wasAhead: boolean,
  options: TurnOptions,
): AsyncGenerator<RowBatch> {
  const { rows, first, matched } = await inTurn(reader, ahead, wasAhead, options.query);
  if (matched !== null) options.onMatched(matched);
  for (let step = first; !step.done; step = await rows.next()) {
    const batch = options.window.cut(step.value);
    if (!batch) continue;
    reader.row_count += batch.rows;
    yield batch;
  }
}

/** A query that waited long for its turn may be about to time out, and one that failed by waiting is not lost: again. */
async function inTurn(
  reader: UnitReader,
  ahead: Started | Error | undefined,
  wasAhead: boolean,
  query: UnitQuery,
): Promise<Started> {
  const isStale =
    ahead !== undefined && !(ahead instanceof Error) && performance.now() - ahead.at > reader.timeoutMs / 2;
  const isBusy = ahead instanceof Error && 'code' in ahead && ahead.code === SourceUnavailable.code;
  if (ahead === undefined || (wasAhead && ((isStale && !isFinished(ahead)) || isBusy))) {
    await reader.release();
    await reader.bind();
    return start(reader, query);
  }
  if (ahead instanceof Error) throw ahead;
  return ahead;
}

async function start(reader: UnitReader, query: UnitQuery): Promise<Started> {
  const at = performance.now();
  const answer: UnitRows = await reader.open(query);
  const rows = answer.batches();
  const first = await reader.timed(() => rows.next());
  return { rows, first, matched: answer.matched, at };
}

function isFinished(ahead: Started): boolean {
  return ahead.first.done === true;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
