import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BodyTooLarge } from '@galley/platform';

export interface SpooledBody {
  readonly path: string;
  readonly size: number;
  readonly sha256: Buffer;
}

/**
 * Lays an upload down on disk while `work` runs: a transaction must not wait for a slow sender, and workbooks are read
 * from their end. Throws `body-too-large`.
 */
export async function withSpooled<T>(
  body: Readable,
  limit: number,
  work: (body: SpooledBody) => Promise<T>,
): Promise<T> {
  const file = path.join(tmpdir(), `galley-import-${randomUUID()}`);
  const hash = createHash('sha256');
  let size = 0;
  try {
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          size += chunk.length;
          if (size > limit)
            throw BodyTooLarge.error(`An import takes at most ${limit} bytes; split the file.`);
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(file, { mode: 0o600, flags: 'wx' }),
    );
    return await work({ path: file, size, sha256: hash.digest() });
  } finally {
    await unlink(file).catch(() => undefined);
  }
}
