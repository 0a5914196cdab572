import type { RowEncoder } from '@galley/dataset';
import type { ByteSink } from './contract.js';

/** Writes chunks in order and waits whenever the sink asks for it, so that memory stays flat. */
export async function writeChunks(sink: ByteSink, chunks: readonly Buffer[]): Promise<void> {
  for (const chunk of chunks) {
    if (!sink.write(chunk)) await sink.drained();
  }
}

/** Writes what an encoder gave and hands it the buffers back. */
export async function writeEncoded(
  sink: ByteSink,
  encoder: RowEncoder,
  chunks: readonly Buffer[],
): Promise<void> {
  for (const chunk of chunks) {
    if (!sink.write(chunk)) await sink.drained();
    encoder.reuse(chunk);
  }
}
