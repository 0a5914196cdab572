import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Channel } from '../channel.js';
import { deliveryConfigShape, openChannels } from '../registry.js';
import { fileOf, messageOf, never, verdictOf } from '../testing/messages.js';
import { TestSftpServer } from '../testing/sftp-server.js';

const PERMISSION_DENIED = 3;
const FAILURE = 4;

let folder: string;
let server: TestSftpServer;
let port: number;
const stops: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-sftp-'));
  await mkdir(join(folder, 'in'));
  server = new TestSftpServer(folder);
  port = await server.listen();
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function open(destination: object = {}, more: Record<string, string> = {}): Channel {
  const bank = {
    host: '127.0.0.1',
    port,
    user: 'galley',
    password: 'p@ss',
    host_key: server.fingerprint,
    folder: 'in',
    ...destination,
  };
  const config = z.object(deliveryConfigShape).parse({ DELIVERY_SFTP: JSON.stringify({ bank }), ...more });
  const channels = openChannels(config);
  stops.push(() => channels.close());
  return channels.get('sftp') as Channel;
}

const file = fileOf('a;b\r\n1;2\r\n', 'Ordrer 2026-06.csv');
const message = messageOf('bank:monthly/no', { file, options: { stamp: '20260701T060000Z' } });

async function files(): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((one) => one.isFile()).map(({ name }) => name);
}

describe('the channel sftp', () => {
  it('puts a file under folder, name, stamp and mark, once however often it is sent', async () => {
    const sftp = open();
    const { id = '' } = await sftp.send(message, never);
    expect(id).toMatch(/^in\/monthly\/no\/Ordrer 2026-06\.20260701T060000Z-[0-9a-f]{12}\.csv$/);
    expect(await readFile(join(folder, id), 'utf8')).toBe('a;b\r\n1;2\r\n');
    server.requests.length = 0;
    expect(await sftp.send(message, never)).toEqual({ id, detail: 'There since an earlier attempt.' });
    expect(server.requests).not.toContain('WRITE');
    expect(await files()).toHaveLength(1);
  });

  it('puts a large file whole, and an empty one', async () => {
    const sftp = open();
    const bytes = Buffer.from(Array.from({ length: 1_500_001 }, (_, index) => index % 251));
    const large = await sftp.send(messageOf('bank', { file: fileOf(bytes, 'large.bin') }), never);
    expect((await readFile(join(folder, large.id ?? ''))).equals(bytes)).toBe(true);
    const empty = await sftp.send(messageOf('bank', { file: fileOf('', 'empty.csv') }), never);
    expect(await readFile(join(folder, empty.id ?? ''))).toHaveLength(0);
  });

  it('never shows half a file: what breaks off is hidden, and the next attempt completes it', async () => {
    const sftp = open();
    const large = messageOf('bank', { file: fileOf(Buffer.alloc(1_000_000, 'x'), 'large.csv') });
    server.mischief = { onWrite: (connection, soFar) => soFar > 200_000 && connection.end() };
    expect(await verdictOf(sftp.send(large, never))).toBe('unreachable, again');
    expect((await files()).filter((name) => !name.startsWith('.'))).toEqual([]);
    server.mischief = {};
    const { id = '' } = await sftp.send(large, never);
    expect(await files()).toEqual([id.replace('in/', '')]);
    expect(await readFile(join(folder, id))).toHaveLength(1_000_000);
  });

  it('recognises the file of an attempt whose answer was lost', async () => {
    const sftp = open();
    server.mischief = { dropAfterRename: true };
    expect(await verdictOf(sftp.send(message, never))).toBe('unreachable, again');
    server.mischief = {};
    expect(await sftp.send(message, never)).toMatchObject({ detail: 'There since an earlier attempt.' });
    expect(await files()).toHaveLength(1);
  });

  it('replaces its own file of another size, and no other', async () => {
    const sftp = open();
    const { id = '' } = await sftp.send(message, never);
    await writeFile(join(folder, id), 'cut');
    await writeFile(join(folder, 'in/monthly/no/Ordrer 2026-06.csv'), 'not ours');
    await sftp.send(message, never);
    expect(await readFile(join(folder, id), 'utf8')).toBe('a;b\r\n1;2\r\n');
    expect(await readFile(join(folder, 'in/monthly/no/Ordrer 2026-06.csv'), 'utf8')).toBe('not ours');
    expect(await files()).toHaveLength(2);
  });

  it('leaves nothing behind of a file that is not the one that was made', async () => {
    const damaged = { ...file, sha256: '0'.repeat(64) };
    const work = open().send({ ...message, file: damaged }, never);
    expect(await verdictOf(work)).toBe('file-damaged, never again');
    expect(await files()).toEqual([]);
  });

  it.each(['bank:../..', 'bank:/etc', 'bank:.ssh', 'nobody:x'])('refuses the target %s', async (target) => {
    expect(await verdictOf(open().send({ ...message, target }, never))).toBe('target-invalid, never again');
    expect(server.signIns).toEqual([]);
  });
});

describe('an SFTP server that is not to be trusted', () => {
  it('is told no password when its key is another one', async () => {
    const sftp = open({ host_key: `SHA256:${'A'.repeat(43)}` });
    expect(await verdictOf(sftp.send(message, never))).toBe('untrusted, never again');
    expect(server.signIns).toEqual([]);
  });

  it('is known by any of several keys, while one is being changed', async () => {
    const sftp = open({ host_key: [`SHA256:${'A'.repeat(43)}`, server.fingerprint] });
    await expect(sftp.send(message, never)).resolves.toHaveProperty('id');
  });
});

describe('an SFTP server that fails', () => {
  it('by refusing our credentials', async () => {
    expect(await verdictOf(open({ password: 'wrong' }).send(message, never))).toBe('unauthorized, again');
  });

  it.each([
    ['OPEN', PERMISSION_DENIED, 'refused, never again'],
    ['MKDIR', PERMISSION_DENIED, 'refused, never again'],
    ['WRITE', FAILURE, 'deferred, again'],
    ['RENAME', FAILURE, 'deferred, again'],
  ] as const)('by refusing %s with %d', async (request, status, verdict) => {
    server.mischief = { refuse: { request, status } };
    expect(await verdictOf(open().send(message, never))).toBe(verdict);
    expect(await files()).toEqual([]);
  });

  it('by not having the folder', async () => {
    expect(await verdictOf(open({ folder: 'nowhere' }).send({ ...message, target: 'bank' }, never))).toBe(
      'refused, never again',
    );
  });

  it('by being silent', async () => {
    server.mischief = { silent: true };
    const sftp = open({}, { DELIVERY_ATTEMPT_MS: '400' });
    expect(await verdictOf(sftp.send(message, never))).toBe('timeout, again');
  });

  it('by not being there', async () => {
    expect(await verdictOf(open({ port: 9 }).send(message, never))).toBe('unreachable, again');
  });

  it('while we are told to stop', async () => {
    const stop = new AbortController();
    server.mischief = { onWrite: () => stop.abort() };
    const source = Readable.from([Buffer.from('a;b\r\n1;2\r\n')]);
    const closed = once(source, 'close');
    const held = { ...file, open: () => Promise.resolve(source) };
    expect(await verdictOf(open().send({ ...message, file: held }, stop.signal))).toBe('cancelled, again');
    await closed;
  });
});
