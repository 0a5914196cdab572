import { Unavailable, type GalleyError } from '@galley/platform';
import { StorageError } from '@galley/storage';
import { FileDamaged, FileMissing } from './archive-problems.js';

/** Injects the `FileStore` of the service. */
export const FILE_STORE = Symbol('FILE_STORE');

/** What a failure of the store means to the client; everything that is not about the store passes unchanged. */
export function storeProblem(error: unknown): unknown {
  if (!(error instanceof StorageError)) return error;
  if (error.reason === 'missing') return missing(error);
  if (error.reason === 'damaged') {
    return FileDamaged.error('The stored file is not what was put there; run the report again.', {
      cause: error,
    });
  }
  return Unavailable.error('The archive cannot be read right now; try again in a few seconds.', {
    retry_after_s: 5,
    cause: error,
  });
}

function missing(cause: StorageError): GalleyError {
  return FileMissing.error('The file is not in the archive any more; run the report again.', { cause });
}
