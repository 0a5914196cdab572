import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { StorageError, verifyBytes, type FileFacts, type FileStore } from '@galley/storage';
import { RunFailure } from '../rendering/run-failure.js';

/**
 * Stores a file under a key that every attempt of its job shares. Bytes that an earlier attempt left there are ours when
 * they are the same; otherwise the key is taken, and nothing is ever written over: `RunFailure` `storage-key-immutable`.
 */
export async function putOrdered(
  store: FileStore,
  key: string,
  localPath: string,
  facts: FileFacts,
): Promise<void> {
  try {
    await store.put(key, localPath, facts);
  } catch (error) {
    if (!(error instanceof StorageError) || error.reason !== 'exists') throw error;
    if (!(await holds(store, key, facts))) throw keyTaken(error);
  }
}

/** That an ordered key has a file already which is not this job's. */
export function keyTaken(cause?: unknown): RunFailure {
  const message = 'A file stands under the key of this one already, and what is filed is never written over.';
  return new RunFailure('final', 'storage-key-immutable', message, { cause });
}

async function holds(store: FileStore, key: string, facts: FileFacts): Promise<boolean> {
  const stored = await store.stat(key);
  if (stored?.size !== facts.size) return false;
  try {
    await pipeline(await store.open(key), verifyBytes(facts), discarding());
    return true;
  } catch (error) {
    if (error instanceof StorageError && error.reason === 'damaged') return false;
    throw error;
  }
}

function discarding(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
