import type { ByteSink, RenderInput, RenderResult } from './contract.js';
import type { DatasetText } from './dataset-text.js';
import { passRows } from './rows-pass.js';

/** Writes a dataset as a text file. Errors: as `OutputFormat.render`. */
export async function writeDataset(
  text: DatasetText,
  input: RenderInput,
  sink: ByteSink,
): Promise<RenderResult> {
  await writeChunks(sink, text, text.start());
  const { rows, trailer } = await passRows(input, (batch) => writeChunks(sink, text, text.rows(batch)));
  await writeChunks(sink, text, text.end(trailer));
  return { rows, pages: null, trailer };
}

/** Writes chunks in order, waits whenever the sink asks for it so that memory stays flat, and hands the buffers back. */
async function writeChunks(sink: ByteSink, text: DatasetText, chunks: readonly Buffer[]): Promise<void> {
  for (const chunk of chunks) {
    if (!sink.write(chunk)) await sink.drained();
    text.reuse(chunk);
  }
}
