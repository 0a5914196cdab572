import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { open, mkdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2';

const { OK, NO_SUCH_FILE, PERMISSION_DENIED, FAILURE } = ssh2.utils.sftp.STATUS_CODE;

/** What the server does beside its duty. */
export interface Mischief {
  /** Called before each write with the number of bytes so far; may hang up. */
  onWrite?(connection: Connection, bytesSoFar: number): void;
  /** Requests of this kind are refused with this status. */
  refuse?: { readonly request: 'OPEN' | 'WRITE' | 'MKDIR' | 'RENAME'; readonly status: number };
  /** No request is ever answered. */
  silent?: boolean;
  /** The rename happens, but the connection is gone before the answer. */
  dropAfterRename?: boolean;
}

/** An SFTP server on a folder: user `galley`, password `p@ss`. `rename` refuses taken names, as version 3 says. */
export class TestSftpServer {
  readonly hostKey = makeHostKey();
  /** User and password (or `publickey`) of every try to sign in. */
  readonly signIns: string[] = [];
  readonly requests: string[] = [];
  mischief: Mischief = {};
  readonly #folder: string;
  readonly #connections = new Set<Connection>();
  readonly #server: ssh2.Server;

  constructor(folder: string) {
    this.#folder = folder;
    this.#server = new ssh2.Server({ hostKeys: [this.hostKey.private] }, (connection) => {
      this.#connections.add(connection);
      connection.on('error', () => undefined);
      connection.on('close', () => this.#connections.delete(connection));
      connection.on('authentication', (context) => {
        this.signIns.push(
          `${context.username} ${context.method === 'password' ? context.password : context.method}`,
        );
        if (context.method === 'password' && context.password === 'p@ss') context.accept();
        else context.reject(['password']);
      });
      connection.on('session', (accept) => {
        accept().on('sftp', (acceptSftp) => this.#serve(connection, acceptSftp()));
      });
    });
  }

  /** `SHA256:…`, as `ssh-keygen -lf` prints it. */
  get fingerprint(): string {
    const key = ssh2.utils.parseKey(this.hostKey.public);
    if (key instanceof Error) throw key;
    return `SHA256:${createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '')}`;
  }

  async listen(): Promise<number> {
    const listening = this.#server.listen(0, '127.0.0.1') as unknown as { address(): AddressInfo };
    await once(this.#server, 'listening');
    return listening.address().port;
  }

  close(): Promise<void> {
    for (const connection of this.#connections) connection.end();
    return new Promise((done) => this.#server.close(() => done()));
  }

  #serve(connection: Connection, sftp: SFTPWrapper): void {
    const handles: (FileHandle | undefined)[] = [];
    let written = 0;
    const pathOf = (path: string) => join(this.#folder, normalize(`/${path}`));
    const answer = (id: number, name: string, work: () => Promise<unknown>) => {
      this.requests.push(name);
      if (this.mischief.silent) return;
      const { refuse } = this.mischief;
      if (refuse?.request === name) return sftp.status(id, refuse.status);
      work().then(
        (done) => done !== HANDLED && sftp.status(id, OK),
        (error: { code?: string }) => sftp.status(id, STATUS[error.code ?? ''] ?? FAILURE),
      );
    };
    sftp.on('OPEN', (id, path) =>
      answer(id, 'OPEN', async () => {
        const handle = await open(pathOf(path), 'w');
        sftp.handle(id, Buffer.of(handles.push(handle) - 1));
        return HANDLED;
      }),
    );
    sftp.on('WRITE', (id, handle, offset, data) =>
      answer(id, 'WRITE', async () => {
        this.mischief.onWrite?.(connection, written);
        written += data.length;
        await handles[handle[0] ?? -1]?.write(data, 0, data.length, offset);
      }),
    );
    sftp.on('CLOSE', (id, handle) => answer(id, 'CLOSE', async () => handles[handle[0] ?? -1]?.close()));
    sftp.on('STAT', (id, path) =>
      answer(id, 'STAT', async () => {
        const { size, mode, uid, gid, atimeMs, mtimeMs } = await stat(pathOf(path));
        sftp.attrs(id, { size, mode, uid, gid, atime: atimeMs / 1000, mtime: mtimeMs / 1000 });
        return HANDLED;
      }),
    );
    sftp.on('MKDIR', (id, path) => answer(id, 'MKDIR', () => mkdir(pathOf(path))));
    sftp.on('REMOVE', (id, path) => answer(id, 'REMOVE', () => rm(pathOf(path))));
    sftp.on('RENAME', (id, from, to) =>
      answer(id, 'RENAME', async () => {
        const isTaken = await stat(pathOf(to)).then(
          () => true,
          () => false,
        );
        if (isTaken) throw new Error('taken');
        await rename(pathOf(from), pathOf(to));
        if (!this.mischief.dropAfterRename) return undefined;
        connection.end();
        return HANDLED;
      }),
    );
  }
}

const HANDLED = Symbol('handled');
const STATUS: Readonly<Record<string, number>> = {
  ENOENT: NO_SUCH_FILE,
  EACCES: PERMISSION_DENIED,
};

/** A key of its own. ssh2 drops leading zeros of the public half, so that one key in 256 cannot be read again. */
function makeHostKey() {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
}
