import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { FileFacts } from './file-store.js';
import { StorageError } from './storage-error.js';

/** Passes bytes through and fails with `damaged` at their end unless size and hash are as stated. */
export function verifyBytes({ size, sha256 }: Pick<FileFacts, 'size' | 'sha256'>): Transform {
  const hash = createHash('sha256');
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      seen += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      const actual = hash.digest('hex');
      if (seen === size && actual === sha256) return done();
      done(
        new StorageError(
          'damaged',
          `The file has ${seen} bytes (${actual}); ${size} (${sha256}) were stated.`,
        ),
      );
    },
  });
}
