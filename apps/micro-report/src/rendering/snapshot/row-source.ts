import { Readable } from 'node:stream';
import { openDatasetStream, type DatasetStream } from '@galley/dataset';
import { openDataset } from '../dataset-client.js';
import { bufferOf } from '../buffer-of.js';
import type { DatasetCall, RenderTask, RowsWanted, SnapshotFacts } from '../render-task.js';
import { RunFailure } from '../run-failure.js';
import { SnapshotReader } from './snapshot-reader.js';
import { SnapshotWriter } from './snapshot-writer.js';

/** Where the rows of a task come from. */
export interface RowSource {
  readonly open: (wanted: RowsWanted) => Promise<DatasetStream>;
  /** What was kept of them; null = nothing. */
  finish(): SnapshotFacts | null;
  close(): void | Promise<void>;
}

interface Asking {
  readonly signal: AbortSignal;
  readonly callFor: (wanted: RowsWanted) => Promise<DatasetCall>;
}

/** micro-data, micro-data with a record of it, such a record, or what is at hand: as the task says. */
export async function openRowSource(task: RenderTask, asking: Asking): Promise<RowSource> {
  if (task.given) return givenRows(task.given);
  if (task.replay_path) return recordedRows(await SnapshotReader.open(task.replay_path));
  const reference = task.reference_path ? await SnapshotReader.open(task.reference_path) : null;
  const writer = task.snapshot_path ? new SnapshotWriter(task.snapshot_path, task) : null;
  return {
    open: async (wanted) => {
      const kept = (chunks: AsyncIterable<Buffer>) => (writer ? writer.record(wanted, chunks) : chunks);
      if (wanted.is_compared && reference) return openDatasetStream(kept(reference.rows(ownRows(wanted))));
      return openDataset(await asking.callFor(wanted), asking.signal, kept);
    },
    finish: () => writer?.finish() ?? null,
    close: async () => {
      writer?.close();
      await reference?.close();
    },
  };
}

/** Rows as the earlier run asked for them. */
function ownRows({ is_compared: _now, ...own }: RowsWanted): RowsWanted {
  return own;
}

function givenRows(given: NonNullable<RenderTask['given']>): RowSource {
  return {
    open: ({ dataset }) => {
      const bytes = given.get(dataset);
      if (!bytes)
        throw new RunFailure('final', 'layout-data-missing', `There is no dataset "${dataset ?? ''}".`);
      return openDatasetStream(Readable.from([bufferOf(bytes)]));
    },
    finish: () => null,
    close: () => undefined,
  };
}

function recordedRows(reader: SnapshotReader): RowSource {
  return {
    open: async (wanted) => openDatasetStream(reader.rows(wanted)),
    finish: () => null,
    close: () => reader.close(),
  };
}
