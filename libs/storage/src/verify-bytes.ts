import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { FileFacts } from './file-store.js';
import { StorageError } from './storage-error.js';

/**
 * Passes bytes through and fails with `damaged` unless size and hash are as stated. The last chunk is held back until
 * they are known to be, so that whoever reads on never holds a damaged file that looks whole.
 */
export function verifyBytes({ size, sha256 }: Pick<FileFacts, 'size' | 'sha256'>): Transform {
  const hash = createHash('sha256');
  let seen = 0;
  let last: Buffer | null = null;
  const damaged = (what: string): StorageError =>
    new StorageError('damaged', `The file has ${what}; ${size} bytes (${sha256}) were stated.`);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      seen += chunk.length;
      if (seen > size) return done(damaged('more bytes'));
      const ready = last;
      last = chunk;
      done(null, ready);
    },
    flush(done) {
      const actual = hash.digest('hex');
      if (seen !== size || actual !== sha256) return done(damaged(`${seen} bytes (${actual})`));
      done(null, last);
    },
  });
}
