import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import type { FileFacts, FileStore } from './file-store.js';
import { openFileStore, storageConfigShape } from './registry.js';
import { StorageError } from './storage-error.js';
import { z } from 'zod';

/** What every kind of store must do; a new kind adds its line to `KINDS`. */
const config = z.object(storageConfigShape);
let folder: string;

interface Opened {
  readonly store: FileStore;
  stop(): Promise<void>;
}

const KINDS: Record<string, () => Promise<Opened>> = {
  disk: async () => ({
    store: await openFileStore(config.parse({ STORAGE_KIND: 'disk', STORAGE_PATH: join(folder, 'files') })),
    stop: () => Promise.resolve(),
  }),
  s3: async () => {
    const server = new S3rver({
      address: '127.0.0.1',
      port: 0,
      silent: true,
      directory: join(folder, 'bucket'),
      configureBuckets: [{ name: 'galley' }],
    });
    const { port } = await server.run();
    const store = await openFileStore(
      config.parse({
        STORAGE_KIND: 's3',
        S3_ENDPOINT: `http://127.0.0.1:${port}`,
        S3_BUCKET: 'galley',
        S3_ACCESS_KEY_ID: 'S3RVER',
        S3_SECRET_ACCESS_KEY: 'S3RVER',
        S3_FORCE_PATH_STYLE: 'true',
      }),
    );
    return { store, stop: () => server.close() };
  },
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-storage-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function local(bytes: string | Buffer): Promise<{ path: string; facts: FileFacts }> {
  const path = join(folder, `local-${Math.random()}`);
  await writeFile(path, bytes);
  const data = Buffer.from(bytes);
  const sha256 = createHash('sha256').update(data).digest('hex');
  return { path, facts: { size: data.length, sha256, media_type: 'text/csv' } };
}

async function reasonOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => new Error('it worked'),
    (failure: unknown) => failure,
  );
  if (error instanceof StorageError) return error.reason;
  throw error;
}

it('runs on every registered kind', () => {
  for (const kind of Object.keys(KINDS)) expect(config.safeParse({ STORAGE_KIND: kind }).success).toBe(true);
  const known = config.safeParse({ STORAGE_KIND: 'none' }).error?.issues[0]?.message;
  expect(known).toBe(`must be one of ${Object.keys(KINDS).join(', ')}`);
});

describe.each(Object.keys(KINDS))('a store of kind %s', (kind) => {
  let opened: Opened;
  let store: FileStore;
  beforeAll(async () => {
    opened = await (KINDS[kind] as () => Promise<Opened>)();
    store = opened.store;
    await store.ping();
  });
  afterAll(async () => {
    store.close();
    await opened.stop();
  });

  it('gives back the bytes it was given', async () => {
    const { path, facts } = await local('a;b\r\n1;2\r\n');
    await store.put('org/2026-06/one.1.csv', path, facts);
    expect((await buffer(await store.open('org/2026-06/one.1.csv'))).toString()).toBe('a;b\r\n1;2\r\n');
    const found = await store.stat('org/2026-06/one.1.csv');
    expect(found).toMatchObject({ key: 'org/2026-06/one.1.csv', size: facts.size });
    expect(Math.abs(Date.now() - (found?.modified_at.getTime() ?? 0))).toBeLessThan(60_000);
  });

  it('keeps an empty file and one of several parts', async () => {
    const empty = await local('');
    await store.put('org/empty', empty.path, empty.facts);
    expect(await buffer(await store.open('org/empty'))).toHaveLength(0);
    const large = await local(Buffer.alloc(18 * 1024 * 1024 + 17, 'galley'));
    await store.put('org/large', large.path, large.facts);
    const back = createHash('sha256').update(await buffer(await store.open('org/large')));
    expect(back.digest('hex')).toBe(large.facts.sha256);
  });

  it('reads a range, both ends included', async () => {
    const { path, facts } = await local('0123456789');
    await store.put('org/range', path, facts);
    expect((await buffer(await store.open('org/range', { start: 2, end: 4 }))).toString()).toBe('234');
    expect((await buffer(await store.open('org/range', { start: 9, end: 9 }))).toString()).toBe('9');
  });

  it('never overwrites', async () => {
    const first = await local('first');
    const second = await local('second');
    await store.put('org/once', first.path, first.facts);
    expect(await reasonOf(store.put('org/once', second.path, second.facts))).toBe('exists');
    expect((await buffer(await store.open('org/once'))).toString()).toBe('first');
  });

  it('shows nothing of a file whose bytes are not those that were stated', async () => {
    const { path, facts } = await local('tampered');
    const wrong = { ...facts, sha256: '0'.repeat(64) };
    expect(await reasonOf(store.put('org/damaged', path, wrong))).toBe('damaged');
    expect(await reasonOf(store.put('org/damaged', path, { ...facts, size: 3 }))).toBe('damaged');
    expect(await store.stat('org/damaged')).toBeNull();
  });

  it('says that a file is missing before its first byte', async () => {
    expect(await reasonOf(store.open('org/nowhere/none'))).toBe('missing');
    expect(await store.stat('org/nowhere/none')).toBeNull();
  });

  it('deletes, and does not mind when there is nothing left to delete', async () => {
    const { path, facts } = await local('gone');
    await store.put('org/gone', path, facts);
    await store.delete('org/gone');
    await store.delete('org/gone');
    expect(await store.stat('org/gone')).toBeNull();
  });

  it('lists what starts with a prefix', async () => {
    const { path, facts } = await local('x');
    for (const key of ['list/a/1', 'list/a/2', 'list/ab', 'list/b']) await store.put(key, path, facts);
    const keys: string[] = [];
    for await (const { key, size } of store.list('list/a')) keys.push(`${key}=${size}`);
    expect(keys.sort()).toEqual(['list/a/1=1', 'list/a/2=1', 'list/ab=1']);
  });

  it.each([
    '',
    '/etc/passwd',
    '../secret',
    'a/../../b',
    'a//b',
    'a/.put-1',
    'a\\b',
    'a/b\0',
    'ä',
    `a/${'x'.repeat(600)}`,
  ])('refuses the key %j', async (key) => {
    const { path, facts } = await local('x');
    expect(await reasonOf(store.put(key, path, facts))).toBe('invalid-key');
    expect(await reasonOf(store.open(key))).toBe('invalid-key');
    expect(await reasonOf(store.stat(key))).toBe('invalid-key');
    expect(await reasonOf(store.delete(key))).toBe('invalid-key');
  });

  it('hands out a link that names the file, or none', async () => {
    const { path, facts } = await local('linked');
    await store.put('org/linked', path, facts);
    const link = await store.presign('org/linked', {
      expires_s: 3600,
      file_name: 'Å.csv',
      media_type: 'text/csv',
    });
    if (link === null) return;
    expect(new URL(link).searchParams.get('X-Amz-Expires')).toBe('300');
    const answer = await fetch(link);
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''%C3%85.csv");
    expect(await answer.text()).toBe('linked');
  });

  it('has nothing unfinished to discard', async () => {
    expect(await store.discardUnfinished(new Date(Date.now() + 1000))).toBe(0);
  });
});

describe('a store of kind disk', () => {
  it('lets exactly one of two racing writers win', async () => {
    const { store } = await (KINDS['disk'] as () => Promise<Opened>)();
    const files = await Promise.all(['a', 'b', 'c', 'd'].map((text) => local(text)));
    const outcomes = await Promise.allSettled(
      files.map(({ path, facts }) => store.put('race/one', path, facts)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(join(folder, 'files/race'))).toEqual(['one']);
  });

  it('discards what a crash left, when it is old enough, and never lists it', async () => {
    const { store } = await (KINDS['disk'] as () => Promise<Opened>)();
    const { path, facts } = await local('whole');
    await store.put('crash/whole', path, facts);
    const left = join(folder, 'files/crash/.put-left');
    await writeFile(left, 'half');
    await utimes(left, new Date(1000), new Date(1000));
    await writeFile(join(folder, 'files/crash/.put-running'), 'half');
    const keys: string[] = [];
    for await (const { key } of store.list('crash/')) keys.push(key);
    expect(keys).toEqual(['crash/whole']);
    expect(await store.discardUnfinished(new Date(Date.now() - 60_000))).toBe(1);
    expect((await readdir(join(folder, 'files/crash'))).sort()).toEqual(['.put-running', 'whole']);
  });

  it('answers unavailable, not missing, when the file system fails', async () => {
    const { store } = await (KINDS['disk'] as () => Promise<Opened>)();
    const { path, facts } = await local('x');
    await store.put('broken/file', path, facts);
    expect(await reasonOf(store.open('broken/file/below'))).toBe('unavailable');
    expect(await reasonOf(store.put('broken/file/below', path, facts))).toBe('unavailable');
  });
});

describe('a store of kind s3', () => {
  it('answers unavailable when nobody listens or the bucket is not there', async () => {
    const store = await openFileStore(
      config.parse({
        STORAGE_KIND: 's3',
        S3_ENDPOINT: 'http://127.0.0.1:9',
        S3_BUCKET: 'galley',
        S3_ACCESS_KEY_ID: 'a',
        S3_SECRET_ACCESS_KEY: 'b',
        S3_FORCE_PATH_STYLE: 'true',
      }),
    );
    expect(await reasonOf(store.stat('org/file'))).toBe('unavailable');
    expect(await reasonOf(store.open('org/file'))).toBe('unavailable');
    expect(await reasonOf(store.ping())).toBe('unavailable');
    store.close();
  });
});
