import { createHash } from 'node:crypto';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Database, Logger } from '@galley/platform';
import { openFileStore, StorageError, storageConfigShape, type FileStore } from '@galley/storage';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { z } from 'zod';
import type { ArchiveConfig } from './archive-config.js';
import { ExpiryReaper, REMOVED } from './expiry-reaper.js';
import { OrphanSweeper } from './orphan-sweeper.js';

const USER = '0199aaaa-0000-7000-8000-000000000001';
const HOUR = 3_600_000;

describe('the reaper', () => {
  let clone: ClonedDatabase;
  let database: Database;
  let folder: string;
  let store: FileStore;
  let config: ArchiveConfig;
  let organization: string;
  let count = 0;
  const logger = new Logger({ service: 'micro-report', level: 'silent' });

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = new Database({ ...clone, poolSize: 3 });
    organization = (
      await database.asSystem((tx) => tx.organization.create({ data: { code: 'A', name: 'A' } }))
    ).id;
  });
  afterAll(async () => {
    await database?.close();
    await clone?.drop();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'galley-reaper-'));
    const storage = z.object(storageConfigShape).parse({ STORAGE_PATH: folder });
    config = {
      ...storage,
      ARCHIVE_LINK_S: 60,
      ARCHIVE_GRACE_S: 3600,
      ARCHIVE_ORPHAN_AGE_S: 7 * 86_400,
      ARCHIVE_REAP_EVERY_S: 0,
    };
    store = await openFileStore(config);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function put(key: string, ageMs = 0): Promise<string> {
    const local = join(folder, `.local-${++count}`);
    await writeFile(local, key);
    const sha256 = createHash('sha256').update(key).digest('hex');
    await store.put(key, local, { size: key.length, sha256, media_type: 'text/csv' });
    await rm(local);
    const then = new Date(Date.now() - ageMs);
    await utimes(join(folder, key), then, then);
    return key;
  }

  async function make(dates: { expires_at?: Date; purged_at?: Date }): Promise<string> {
    const storage_key = await put(`${organization}/2026/07/${++count}/1/report.csv`);
    const { id } = await database.asSystem((tx) =>
      tx.generated_report.create({
        data: {
          organization_id: organization,
          requested_by_id: USER,
          name: 'a.csv',
          report_type: 'a',
          report_category: 'a',
          format: 'csv',
          storage_key,
          media_type: 'text/csv',
          size: storage_key.length,
          sha256: '0'.repeat(64),
          row_count: 0,
          dataset_fingerprint: 'x',
          ...dates,
        },
      }),
    );
    return id;
  }

  const rowOf = (id: string) =>
    database.asSystem((tx) => tx.generated_report.findFirstOrThrow({ where: { id } }));
  const isStored = async (id: string) => (await store.stat((await rowOf(id)).storage_key)) !== null;
  const reaper = (over: Partial<ArchiveConfig> = {}, at: FileStore = store) =>
    new ExpiryReaper(database, logger, at, { ...config, ...over });
  const past = (ms: number) => new Date(Date.now() - ms);

  it('marks the row first and takes the file only after the grace', async () => {
    const id = await make({ expires_at: past(1000) });
    expect(await reaper().reap()).toBe(0);
    const marked = await rowOf(id);
    expect([marked.purged_at, marked.storage_class]).toEqual([expect.any(Date), 'standard']);
    expect(await isStored(id)).toBe(true);
    expect(await reaper({ ARCHIVE_GRACE_S: 0 }).reap()).toBe(1);
    expect((await rowOf(id)).storage_class).toBe(REMOVED);
    expect(await isStored(id)).toBe(false);
    expect(await reaper({ ARCHIVE_GRACE_S: 0 }).reap()).toBe(0);
  });

  it('leaves files that have not expired, and those that never do', async () => {
    const later = await make({ expires_at: new Date(Date.now() + HOUR) });
    const never = await make({});
    await reaper({ ARCHIVE_GRACE_S: 0 }).reap();
    for (const id of [later, never]) {
      expect([await isStored(id), (await rowOf(id)).purged_at]).toEqual([true, null]);
    }
  });

  it('lets a download that has begun end', async () => {
    const id = await make({ expires_at: past(HOUR), purged_at: past(2 * HOUR) });
    const bytes = await store.open((await rowOf(id)).storage_key);
    expect(await reaper().reap()).toBe(1);
    expect((await buffer(bytes)).length).toBe(Number((await rowOf(id)).size));
  });

  it('finishes what a crash left between file and row', async () => {
    const id = await make({ expires_at: past(HOUR), purged_at: past(2 * HOUR) });
    await store.delete((await rowOf(id)).storage_key);
    expect(await reaper().reap()).toBe(1);
    expect((await rowOf(id)).storage_class).toBe(REMOVED);
  });

  it('works once when several replicas reap at the same time', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => make({ expires_at: past(HOUR), purged_at: past(2 * HOUR) })),
    );
    const removed = await Promise.all([reaper().reap(), reaper().reap(), reaper().reap()]);
    expect(removed.reduce((sum, one) => sum + one, 0)).toBe(ids.length);
  });

  it('removes nothing, and calls nothing removed, while the store is in doubt', async () => {
    const id = await make({ expires_at: past(HOUR), purged_at: past(2 * HOUR) });
    const broken = Object.assign(Object.create(store) as FileStore, {
      delete: () => Promise.reject(new StorageError('unavailable', 'down')),
    });
    expect(await reaper({}, broken).reap()).toBe(0);
    expect((await rowOf(id)).storage_class).toBe('standard');
    expect(await reaper().reap()).toBe(1);
  });

  describe('sweeping files without an entry', () => {
    const sweep = (over: Partial<ArchiveConfig> = {}) =>
      new OrphanSweeper(database, logger, store, { ...config, ...over }).sweep();
    const DAY = 24 * HOUR;

    it('takes old ones of our organizations, and nothing else', async () => {
      const known = await make({});
      await utimes(join(folder, (await rowOf(known)).storage_key), past(30 * DAY), past(30 * DAY));
      const old = await put(`${organization}/2026/01/x/1/report.csv`, 8 * DAY);
      const young = await put(`${organization}/2026/01/x/2/report.csv`, 6 * DAY);
      const foreign = await put('0199ffff-0000-7000-8000-00000000000f/2026/01/x/1/report.csv', 30 * DAY);
      const strange = await put('backups/dump.sql', 30 * DAY);
      expect(await sweep({ ARCHIVE_ORPHAN_AGE_S: 0 })).toBe(0);
      expect(await sweep()).toBe(1);
      expect(await store.stat(old)).toBeNull();
      for (const key of [young, foreign, strange]) expect(await store.stat(key)).not.toBeNull();
      expect(await isStored(known)).toBe(true);
    });

    it('takes what a crash left half written', async () => {
      await put(`${organization}/2026/01/y/1/report.csv`);
      const half = join(folder, organization, '2026/01/y/1/.put-half');
      await writeFile(half, 'half');
      await utimes(half, past(8 * DAY), past(8 * DAY));
      expect(await sweep()).toBe(1);
    });
  });
});
