import { StorageError } from './storage-error.js';

const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;
const MAX_LENGTH = 500;

/**
 * Throws `invalid-key` unless the key is segments of letters, digits, `.`, `_` and `-` joined by `/`, none of which
 * starts with a dot: no traversal, no hidden file, the same name on every file system and in every object store.
 */
export function requireKey(key: string): void {
  if (key.length <= MAX_LENGTH && key.split('/').every((segment) => SEGMENT.test(segment))) return;
  throw new StorageError('invalid-key', 'The storage key is not one of ours.');
}
