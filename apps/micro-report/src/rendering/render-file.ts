import { RenderError } from '@galley/render';
import { openDataset } from './dataset-client.js';
import { FileSink } from './file-sink.js';
import { requireFormat } from './require-format.js';
import type { RenderedFile, RenderTask } from './render-task.js';

const PROGRESS_EVERY_MS = 200;
/** Buffers live outside the JavaScript heap that V8 limits for us. */
const MAX_BUFFER_BYTES = 512 * 1024 * 1024;

/**
 * Dataset in, file out: opens the stream, renders it into `task.path`, syncs. Memory stays constant because the sink
 * writes at once and the stream is read only as fast as the renderer takes it.
 */
export async function renderFile(
  task: RenderTask,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<RenderedFile> {
  const dataset = await openDataset(task.dataset, signal);
  onProgress(0);
  const sink = new FileSink(task.path);
  try {
    const { rows, pages, trailer } = await requireFormat(task.format).render(
      {
        dataset,
        document: task.document,
        options: task.options,
        onProgress: nowAndThen((count) => {
          assertMemory();
          onProgress(count);
        }),
      },
      sink,
    );
    return {
      path: task.path,
      ...sink.finish(),
      rows,
      pages,
      totals: trailer.totals,
      summary: trailer.summary,
    };
  } finally {
    sink.close();
  }
}

function nowAndThen(report: (rows: number) => void): (rows: number) => void {
  let saidAt = 0;
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
