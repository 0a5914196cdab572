import type { SFTPWrapper } from 'ssh2';
import { openFile } from '../open-file.js';
import type { OutgoingFile } from '../outgoing-message.js';
import { call } from './sftp-session.js';

/** What every SFTP server takes in one request, and how many of them are on their way at a time. */
const REQUEST_BYTES = 32 * 1024;
const REQUESTS_AT_ONCE = 16;

/**
 * Writes a file under a temporary path from its beginning and resolves when the server has all of it, on its disk where
 * it knows how (fsync). Whatever stood under the path is replaced.
 */
export async function uploadFile(sftp: SFTPWrapper, path: string, file: OutgoingFile): Promise<void> {
  const body = await openFile(file);
  try {
    const handle = await call<Buffer>((done) => sftp.open(path, 'w', done));
    try {
      await writeAll(sftp, handle, body);
      await syncToDisk(sftp, handle);
    } finally {
      // A handle of a lost connection is closed with it.
      await call((done) => sftp.close(handle, (error) => done(error, undefined))).catch(() => undefined);
    }
  } finally {
    body.destroy();
  }
}

async function writeAll(sftp: SFTPWrapper, handle: Buffer, body: AsyncIterable<Buffer>): Promise<void> {
  const onTheWay = new Set<Promise<void>>();
  let position = 0;
  try {
    for await (const chunk of body) {
      for (let start = 0; start < chunk.length; start += REQUEST_BYTES) {
        const part = chunk.subarray(start, start + REQUEST_BYTES);
        if (onTheWay.size >= REQUESTS_AT_ONCE) await Promise.race(onTheWay);
        const written = write(sftp, handle, part, position).finally(() => onTheWay.delete(written));
        onTheWay.add(written);
        position += part.length;
      }
    }
  } finally {
    await Promise.all(onTheWay);
  }
}

function write(sftp: SFTPWrapper, handle: Buffer, part: Buffer, position: number): Promise<void> {
  return call((done) =>
    sftp.write(handle, part, 0, part.length, position, (error) => done(error, undefined)),
  );
}

async function syncToDisk(sftp: SFTPWrapper, handle: Buffer): Promise<void> {
  try {
    await call((done) => sftp.ext_openssh_fsync(handle, done));
  } catch {
    // An extension of OpenSSH that other servers do not have; the size is looked at after the file is closed.
  }
}
