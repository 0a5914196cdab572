import type { ByteSink } from './contract.js';

/** Writes chunks in order and waits whenever the sink asks for it, so that memory stays flat. */
export async function writeChunks(sink: ByteSink, chunks: readonly Buffer[]): Promise<void> {
  for (const chunk of chunks) {
    if (!sink.write(chunk)) await sink.drained();
  }
}
