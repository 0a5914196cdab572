import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import type { FileFacts } from './file-store.js';
import { StorageError } from './storage-error.js';

type Stated = Pick<FileFacts, 'size' | 'sha256'>;

const READ_BYTES = 1024 * 1024;

/**
 * Passes bytes through and fails with `damaged` unless size and hash are as stated. The last chunk is held back until
 * they are known to be, so that whoever reads on never holds a damaged file that looks whole.
 */
export function verifyBytes(stated: Stated): Transform {
  const { size, sha256 } = stated;
  const hash = createHash('sha256');
  let seen = 0;
  let last: Buffer | null = null;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      seen += chunk.length;
      if (seen > size) return done(damaged(stated, 'more bytes'));
      const ready = last;
      last = chunk;
      done(null, ready);
    },
    flush(done) {
      const actual = hash.digest('hex');
      if (seen !== size || actual !== sha256) return done(damaged(stated, `${seen} bytes (${actual})`));
      done(null, last);
    },
  });
}

/** Reads a file to its end and throws `damaged` unless size and hash are as stated. One buffer serves for all of it. */
export async function verifyFile(path: string, stated: Stated): Promise<void> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(READ_BYTES, stated.size)));
  const handle = await open(path, 'r');
  try {
    let seen = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) break;
      seen += bytesRead;
      if (seen > stated.size) throw damaged(stated, 'more bytes');
      hash.update(buffer.subarray(0, bytesRead));
    }
    const actual = hash.digest('hex');
    if (seen !== stated.size || actual !== stated.sha256) {
      throw damaged(stated, `${seen} bytes (${actual})`);
    }
  } finally {
    await handle.close();
  }
}

function damaged({ size, sha256 }: Stated, what: string): StorageError {
  return new StorageError('damaged', `The file has ${what}; ${size} bytes (${sha256}) were stated.`);
}
