import { createHash } from 'node:crypto';
import type { DatasetStream, DatasetTrailer } from '@galley/dataset';
import { RenderError, type OutputFormat, type RenderInput, type RenderResult } from '@galley/render';
import { FileSink } from './file-sink.js';
import { LayoutLibrary } from './layout-library.js';
import type { DatasetCall, RenderedFile, RenderTask, RowsWanted } from './render-task.js';
import { requireFormat } from './require-format.js';
import { RunFailure } from './run-failure.js';
import { openRowSource } from './snapshot/row-source.js';
import { TaskInputs } from './task-inputs.js';
import type { RenderProgress } from './thread-protocol.js';

const PROGRESS_EVERY_MS = 200;
/** Buffers live outside the JavaScript heap that V8 limits for us. */
const MAX_BUFFER_BYTES = 512 * 1024 * 1024;

const layouts = new LayoutLibrary();

/** What the thread around a render does for it. */
export interface RenderSurroundings {
  readonly signal: AbortSignal;
  readonly callFor: (wanted: RowsWanted) => Promise<DatasetCall>;
  readonly onProgress: (progress: RenderProgress) => void;
}

/**
 * Datasets in, file out: opens the streams and renders them into `task.path`, or into memory what is small and not kept. Memory stays constant because the sink
 * writes at once and a stream is read only as fast as the renderer takes it.
 */
export async function renderFile(task: RenderTask, around: RenderSurroundings): Promise<RenderedFile> {
  const format = requireFormat(task.format);
  const unread = new AbortController();
  const signal = AbortSignal.any([around.signal, unread.signal]);
  const rowsOf = await openRowSource(task, { ...around, signal });
  let sink: FileSink | null = null;
  try {
    const inputs = new TaskInputs(task, layouts.read(task.layout), rowsOf.open);
    sink = new FileSink(task.path, task.is_kept);
    const count = task.documents.length;
    const share = () => (count > 1 ? inputs.printed.length / count : null);
    const tell = nowAndThen((rows: number) => {
      assertMemory();
      around.onProgress({ rows, share: share() });
    });
    const all = inputs.all(tell);
    const first = await all.next();
    around.onProgress({ rows: 0, share: share() });
    const isSingle = count * (task.print?.copies ?? 1) === 1;
    const { rows, pages } = await draw(format, isSingle, first, all, sink);
    const { size, sha256, bytes } = sink.finish();
    const { totals, summary } = joined(inputs.opened);
    const file = { path: task.path, bytes, size, sha256, rows, pages, totals, summary };
    return { ...file, printed: inputs.printed, snapshot: rowsOf.finish() };
  } finally {
    sink?.close();
    await rowsOf.close();
    // What a layout asked for and did not read to its end.
    unread.abort();
  }
}

/** One document by itself, several as one file. */
function draw(
  format: OutputFormat,
  isSingle: boolean,
  first: IteratorResult<RenderInput>,
  others: AsyncGenerator<RenderInput>,
  sink: FileSink,
): Promise<RenderResult> {
  if (first.done) throw new Error('a task has at least one document');
  if (isSingle) return format.render(first.value, sink);
  if (!format.renderAll) {
    throw new RunFailure('final', 'format-single', `${format.key} holds one document only; choose pdf.`);
  }
  async function* all(): AsyncGenerator<RenderInput> {
    for (let step = first; !step.done; step = await others.next()) yield step.value;
  }
  return format.renderAll(all(), sink);
}

/** The control figures of all documents of the file: of one its own, of several the sum of what can be added. */
function joined(datasets: readonly DatasetStream[]): Pick<DatasetTrailer, 'totals' | 'summary'> {
  const [first, ...others] = datasets.map((dataset) => dataset.trailer());
  if (!first) throw new Error('no dataset was read');
  if (others.length === 0) return first;
  const summaries = [first, ...others].map(({ summary }) => summary);
  const sumOf = (key: 'row_count' | 'duration_ms') => summaries.reduce((sum, one) => sum + one[key], 0);
  const fingerprints = summaries.map(({ fingerprint }) => fingerprint).join('\n');
  return {
    totals: {},
    summary: {
      ...first.summary,
      row_count: sumOf('row_count'),
      duration_ms: sumOf('duration_ms'),
      truncated: summaries.some(({ truncated }) => truncated),
      warnings: [...new Set(summaries.flatMap(({ warnings }) => warnings))],
      fingerprint: `sha256:${createHash('sha256').update(fingerprints).digest('hex')}`,
    },
  };
}

function nowAndThen(report: (rows: number) => void): (rows: number) => void {
  let saidAt = performance.now();
  return (rows) => {
    const now = performance.now();
    if (now - saidAt < PROGRESS_EVERY_MS) return;
    saidAt = now;
    report(rows);
  };
}

function assertMemory(): void {
  if (process.memoryUsage().arrayBuffers <= MAX_BUFFER_BYTES) return;
  throw new RenderError(
    'render-out-of-memory',
    'The document needs more memory than a run may use; narrow its filters or choose CSV.',
  );
}
