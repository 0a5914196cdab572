import { createReadStream } from 'node:fs';
import { ImportRejected } from '../import-rejected.js';

/** The text of a file, piece by piece and without a byte order mark. Throws `import-rejected` for what is no UTF-8. */
export async function* textChunks(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Buffer): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (error) {
      throw ImportRejected.error('The file is not UTF-8; save it with that encoding.', { cause: error });
    }
  };
  for await (const bytes of createReadStream(path, { highWaterMark: 256 * 1024 }))
    yield decode(bytes as Buffer);
  yield decode();
}
