import type { SFTPWrapper } from 'ssh2';
import { DeliveryError } from '../delivery-error.js';
import type { OutgoingFile } from '../outgoing-message.js';
import { call } from './sftp-session.js';
import { uploadFile } from './upload-file.js';

const NO_SUCH_FILE = 2;

/** Where one file goes: a folder below the destination's own, and a name that no other message has. */
export interface PutPlace {
  /** The destination's own folder, which must exist; empty = where the login leads. */
  readonly root: string;
  /** Folders below it, each followed by `/`; made where they are missing. */
  readonly folder: string;
  readonly name: string;
  /** Tells the unfinished file of this message from those of all others. */
  readonly mark: string;
}

/**
 * Puts a file on an SFTP server: under a hidden name first, and under its own once the server has all of it, so that
 * whoever watches the folder never reads half a file. A file of the same name and size is that of an earlier attempt
 * whose answer got lost, since names carry the message's mark; an unfinished one is written anew.
 * Resolves with the path and whether it was there already.
 */
export async function putFile(
  sftp: SFTPWrapper,
  { root, folder, name, mark }: PutPlace,
  file: OutgoingFile,
): Promise<{ path: string; wasThere: boolean }> {
  const base = root === '' ? '' : `${root.replace(/\/+$/, '')}/`;
  const path = `${base}${folder}${name}`;
  if ((await sizeOf(sftp, path)) === file.size) return { path, wasThere: true };
  await makeFolders(sftp, base, folder);
  const unfinished = `${base}${folder}.galley-${mark}.part`;
  try {
    await uploadFile(sftp, unfinished, file);
    const size = await sizeOf(sftp, unfinished);
    if (size !== file.size) {
      throw new DeliveryError('deferred', true, `The SFTP server kept ${size ?? 0} of ${file.size} bytes.`);
    }
    await rename(sftp, unfinished, path);
  } catch (error) {
    // Over a lost connection nothing can be removed; the next attempt writes over it.
    await call((done) => sftp.unlink(unfinished, (failure) => done(failure, undefined))).catch(
      () => undefined,
    );
    throw error;
  }
  return { path, wasThere: false };
}

async function sizeOf(sftp: SFTPWrapper, path: string): Promise<number | null> {
  try {
    const { size } = await call<{ size: number }>((done) => sftp.stat(path, done));
    return size;
  } catch (error) {
    if ((error as { code?: unknown }).code === NO_SUCH_FILE) return null;
    throw error;
  }
}

async function makeFolders(sftp: SFTPWrapper, base: string, folder: string): Promise<void> {
  let path = base;
  for (const name of folder.split('/').filter(Boolean)) {
    path += name;
    if ((await sizeOf(sftp, path)) === null) {
      await call((done) => sftp.mkdir(path, (error) => done(error, undefined)));
    }
    path += '/';
  }
}

/** Plain rename refuses where the name is taken; then it is a shorter file of our own, which the new one replaces. */
async function rename(sftp: SFTPWrapper, from: string, to: string): Promise<void> {
  const plain = () => call((done) => sftp.rename(from, to, (error) => done(error, undefined)));
  try {
    await plain();
  } catch (error) {
    if ((await sizeOf(sftp, to)) === null) throw error;
    await call((done) => sftp.unlink(to, (failure) => done(failure, undefined)));
    await plain();
  }
}
