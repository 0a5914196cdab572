import type { DatasetHeader, DatasetTrailer, ProblemSummary } from './dataset.js';
import { FRAME, readFrames } from './frames.js';

/** A Dataset whose rows are read once, in order, without ever being held whole. */
export interface DatasetStream {
  readonly header: DatasetHeader;
  /** Buffers of whole DataRow messages, back to back; may be iterated once. */
  batches(): AsyncIterable<Buffer>;
  /** Available when `batches()` is exhausted. Throws `DatasetStreamError` before that. */
  trailer(): DatasetTrailer;
}

/**
 * The stream did not arrive whole: cut, malformed, ended by a problem of micro-data's, or short of rows.
 * `problem` is set when micro-data said why.
 */
export class DatasetStreamError extends Error {
  constructor(
    message: string,
    readonly problem: ProblemSummary | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DatasetStreamError';
  }
}

/**
 * Opens the streaming form (`frames.ts`) and resolves once its header is here.
 * Errors: `DatasetStreamError` here and while iterating; a stream that ends without its trailer, or whose
 * trailer counts other rows than arrived, is an error, never a short dataset.
 */
export async function openDatasetStream(chunks: AsyncIterable<Buffer>): Promise<DatasetStream> {
  const frames = readFrames(chunks);
  const first = await next(frames);
  if (first.done || first.value.kind !== 'json') throw new DatasetStreamError('the dataset has no header');
  throwProblem(first.value.type, first.value.value);
  if (first.value.type !== FRAME.header)
    throw new DatasetStreamError('the dataset does not start with a header');
  const header = first.value.value as DatasetHeader;
  let trailer: DatasetTrailer | null = null;

  async function* batches(): AsyncGenerator<Buffer> {
    let rows = 0;
    for (;;) {
      const step = await next(frames);
      if (step.done) break;
      const frame = step.value;
      if (trailer) throw new DatasetStreamError('the dataset continues after its trailer');
      if (frame.kind === 'rows') {
        rows += countRows(frame.batch);
        yield frame.batch;
        continue;
      }
      throwProblem(frame.type, frame.value);
      if (frame.type !== FRAME.trailer) throw new DatasetStreamError(`unknown frame type ${frame.type}`);
      trailer = frame.value as DatasetTrailer;
    }
    if (!trailer) throw new DatasetStreamError('the dataset was cut: its trailer never came');
    if (trailer.summary.row_count !== rows) {
      throw new DatasetStreamError(`the dataset was cut: ${rows} rows of ${trailer.summary.row_count} came`);
    }
  }

  return {
    header,
    batches,
    trailer() {
      if (!trailer) throw new DatasetStreamError('the trailer is known only after the last row');
      return trailer;
    },
  };
}

/** Number of DataRow messages in a batch. */
export function countRows(batch: Buffer): number {
  let rows = 0;
  for (let at = 0; at < batch.length; at += 1 + batch.readInt32BE(at + 1)) rows++;
  return rows;
}

async function next(frames: ReturnType<typeof readFrames>): ReturnType<typeof frames.next> {
  try {
    return await frames.next();
  } catch (error) {
    throw new DatasetStreamError('the dataset stream broke', null, { cause: error });
  }
}

function throwProblem(type: number, value: unknown): void {
  if (type !== FRAME.problem) return;
  const problem = value as ProblemSummary;
  throw new DatasetStreamError(problem.detail, problem);
}
