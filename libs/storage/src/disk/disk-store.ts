import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, opendir, stat, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteRange, FileFacts, FileStore, StoredFile } from '../file-store.js';
import { StorageError } from '../storage-error.js';
import { requireKey } from '../storage-key.js';
import { verifyBytes, verifyFile } from '../verify-bytes.js';
import { makeFolder, syncFile, syncFolder } from './durable.js';

/** Names of files being written; no key has a segment that starts with a dot. */
const UNFINISHED = '.put-';
const CHUNK_BYTES = 256 * 1024;
/** Another file system, or one without hard links. */
const NOT_LINKABLE = new Set(['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** Files below one folder of a file system. */
export class DiskStore implements FileStore {
  readonly kind = 'disk';

  constructor(readonly root: string) {}

  async put(key: string, localPath: string, facts: FileFacts): Promise<void> {
    const path = this.#pathOf(key);
    const folder = dirname(path);
    const unfinished = join(folder, UNFINISHED + randomUUID());
    try {
      await makeFolder(folder);
      await takeVerified(localPath, unfinished, facts);
      // A link fails where a rename would overwrite; both names point at the same synced bytes until the unlink.
      await link(unfinished, path);
    } catch (error) {
      throw storageError(error, key);
    } finally {
      await unlink(unfinished).catch(ignoreMissing);
    }
    await syncFolder(folder).catch((error: unknown) => {
      throw storageError(error, key);
    });
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    let handle: FileHandle;
    try {
      handle = await open(this.#pathOf(key), 'r');
    } catch (error) {
      throw storageError(error, key);
    }
    return handle.createReadStream({ highWaterMark: CHUNK_BYTES, ...range });
  }

  async stat(key: string): Promise<StoredFile | null> {
    try {
      const found = await stat(this.#pathOf(key));
      return { key, size: found.size, modified_at: found.mtime };
    } catch (error) {
      const fault = storageError(error, key);
      if (fault.reason === 'missing') return null;
      throw fault;
    }
  }

  async delete(key: string): Promise<void> {
    try {
      await unlink(this.#pathOf(key));
    } catch (error) {
      const fault = storageError(error, key);
      if (fault.reason !== 'missing') throw fault;
    }
  }

  async *list(prefix: string): AsyncGenerator<StoredFile> {
    for await (const key of walk(this.root, '')) {
      if (!key.startsWith(prefix) || isUnfinished(key)) continue;
      const file = await this.stat(key);
      // Deleted since the folder was read.
      if (file) yield file;
    }
  }

  presign(): Promise<null> {
    return Promise.resolve(null);
  }

  async discardUnfinished(before: Date): Promise<number> {
    let discarded = 0;
    for await (const key of walk(this.root, '')) {
      if (!isUnfinished(key)) continue;
      const path = join(this.root, key);
      const found = await stat(path).catch(ignoreMissing);
      if (!found || found.mtime >= before) continue;
      await unlink(path).catch(ignoreMissing);
      discarded++;
    }
    return discarded;
  }

  async ping(): Promise<void> {
    const probe = join(this.root, `${UNFINISHED}${randomUUID()}`);
    try {
      await makeFolder(this.root);
      const handle = await open(probe, 'wx', 0o600);
      await handle.close();
    } catch (error) {
      throw storageError(error, 'STORAGE_PATH');
    } finally {
      await unlink(probe).catch(() => undefined);
    }
  }

  close(): void {}

  #pathOf(key: string): string {
    requireKey(key);
    return join(this.root, key);
  }
}

function isUnfinished(key: string): boolean {
  return basename(key).startsWith(UNFINISHED);
}

/** Brings verified, synced bytes under the name `to`: by a second name on the same file system, else by a copy. */
async function takeVerified(from: string, to: string, facts: FileFacts): Promise<void> {
  if (await isLinked(from, to)) {
    await verifyFile(to, facts);
    await syncFile(to);
    return;
  }
  const source = createReadStream(from, { highWaterMark: CHUNK_BYTES });
  const handle = await open(to, 'wx', 0o600);
  try {
    await pipeline(source, verifyBytes(facts), (bytes) => handle.writeFile(bytes));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isLinked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (NOT_LINKABLE.has(codeOf(error) ?? '')) return false;
    throw error;
  }
}

/** Keys of all files below a folder, unfinished ones too. A folder that is not there has none. */
async function* walk(root: string, below: string): AsyncGenerator<string> {
  const folder = await opendir(join(root, below)).catch(ignoreMissing);
  if (!folder) return;
  for await (const entry of folder) {
    const key = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* walk(root, key);
    else if (entry.isFile()) yield key;
  }
}

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT') return undefined;
  throw storageError(error, 'STORAGE_PATH');
}

function storageError(error: unknown, what: string): StorageError {
  if (error instanceof StorageError) return error;
  const code = codeOf(error);
  if (code === 'EEXIST') return new StorageError('exists', `${what} is stored already.`, { cause: error });
  if (code === 'ENOENT') return new StorageError('missing', `${what} is not stored.`, { cause: error });
  return new StorageError('unavailable', `The file system failed (${code ?? 'unknown'}).`, { cause: error });
}

/** By shape, not by class: errors of `node:fs` may come from another realm. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
