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
import { archiveStateOf, REMOVED } from './archive-lifecycle.js';
import { ArchiveMover, enterArchive } from './archive-mover.js';
import { ExpiryReaper } from './expiry-reaper.js';
import { OrphanSweeper } from './orphan-sweeper.js';

const USER = '0199aaaa-0000-7000-8000-000000000001';
const HOUR = 3_600_000;

interface Dates {
  readonly expires_at?: Date;
  readonly purge_at?: Date;
  readonly purged_at?: Date;
}

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
      WORK_PATH: join(folder, '.work'),
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

  async function make({ purged_at, ...over }: Dates): Promise<string> {
    const storage_key = await put(`reports/${organization}/2026/07/a_${++count}.csv`);
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
          sha256: createHash('sha256').update(storage_key).digest('hex'),
          row_count: 0,
          dataset_fingerprint: 'x',
          ...over,
        },
      }),
    );
    if (purged_at) await change(id, { purged_at });
    return id;
  }

  const change = (id: string, data: object) =>
    database.asSystem((tx) => tx.generated_report.update({ where: { id }, data }));
  /** A report that has expired and goes to the archive. */
  const due = (over: Dates = {}) =>
    make({ expires_at: past(1000), purge_at: new Date(Date.now() + 7 * 365 * 24 * HOUR), ...over });
  const hold = (id: string) =>
    change(id, { legal_hold_at: new Date(), legal_hold_by_id: USER, legal_hold_reason: 'a case' });

  const rowOf = (id: string) =>
    database.asSystem((tx) => tx.generated_report.findFirstOrThrow({ where: { id } }));
  const actionsOf = async (id: string) => {
    const events = await database.asSystem((tx) =>
      tx.audit_event.findMany({ where: { entity_id: id }, orderBy: { sequence: 'asc' } }),
    );
    return events.map(({ action }) => action);
  };
  const isStored = async (id: string) => (await store.stat((await rowOf(id)).storage_key)) !== null;
  const reaper = (over: Partial<ArchiveConfig> = {}, at: FileStore = store) =>
    new ExpiryReaper(database, logger, new ArchiveMover(at, config), at, { ...config, ...over });
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

  describe('of reports that go to the archive', () => {
    const stateOf = async (id: string) => archiveStateOf(await rowOf(id));
    const copyOf = async (id: string) => (await rowOf(id)).archived_path ?? '';
    const textAt = async (key: string) => (await buffer(await store.open(key))).toString();

    it('copies first, and takes the first file only after the grace', async () => {
      const id = await due();
      await reaper().reap();
      const row = await rowOf(id);
      expect(row).toMatchObject({
        storage_class: 'archive',
        retention_class: 'archive',
        expires_at: null,
        purged_at: null,
        first_removed_at: null,
      });
      expect(row.archived_path).toMatch(
        new RegExp(`^archive/${organization}/2026/a_\\d{8}T\\d{6}Z-[0-9a-f]{32}\\.csv\\.glacier$`),
      );
      expect(await textAt(await copyOf(id))).toBe(row.storage_key);
      expect(await isStored(id)).toBe(true);
      await reaper({ ARCHIVE_GRACE_S: 0 }).reap();
      expect(await isStored(id)).toBe(false);
      expect(await textAt(await copyOf(id))).toBe(row.storage_key);
      expect((await rowOf(id)).first_removed_at).toBeInstanceOf(Date);
      expect(await actionsOf(id)).toEqual(['archive.move']);
    });

    it('keeps the first file when the copy is not there', async () => {
      const id = await due();
      await reaper().reap();
      await store.delete(await copyOf(id));
      await reaper({ ARCHIVE_GRACE_S: 0 }).reap();
      expect([await isStored(id), (await rowOf(id)).first_removed_at]).toEqual([true, null]);
    });

    it('archives no file that was changed or is gone, and goes on with the next', async () => {
      const [changed, gone, good] = [
        await due({ expires_at: past(3000) }),
        await due({ expires_at: past(2000) }),
        await due(),
      ];
      const { storage_key } = await rowOf(changed);
      await writeFile(join(folder, storage_key), storage_key.toUpperCase());
      await store.delete((await rowOf(gone)).storage_key);
      await reaper().reap();
      expect(await Promise.all([changed, gone, good].map(stateOf))).toEqual([
        'standard',
        'standard',
        'archived',
      ]);
    });

    it('gives back what was restored, and purges on its day with every copy', async () => {
      const id = await due();
      await reaper().reap();
      await change(id, { expires_at: past(1) });
      expect(await stateOf(id)).toBe('restored');
      await reaper().reap();
      expect(await stateOf(id)).toBe('archived');
      const copy = await copyOf(id);
      await change(id, { purge_at: past(1) });
      await reaper().reap();
      expect([await stateOf(id), await store.stat(copy)]).toEqual(['purged', expect.anything()]);
      await reaper({ ARCHIVE_GRACE_S: 0 }).reap();
      expect([await stateOf(id), await store.stat(copy), await isStored(id)]).toEqual([
        'removed',
        null,
        false,
      ]);
      expect(await actionsOf(id)).toEqual(['archive.move', 'archive.purge']);
    });

    it('removes the dataset kept beside a file together with it', async () => {
      const id = await make({ expires_at: past(HOUR) });
      const snapshot_key = await put(`snapshots/${organization}/2026/07/a_${++count}.snapshot`);
      await change(id, { snapshot_key, snapshot_size: 1, snapshot_sha256: '0'.repeat(64) });
      await reaper({ ARCHIVE_GRACE_S: 0 }).reap();
      expect([await stateOf(id), await store.stat(snapshot_key)]).toEqual(['removed', null]);
    });

    it('touches nothing under a legal hold, and carries out what is due once it is lifted', async () => {
      const expired = await make({ expires_at: past(HOUR) });
      const archived = await due();
      await reaper().reap();
      await change(archived, { purge_at: past(1) });
      const [waiting] = [await due()];
      const lost = await make({ expires_at: past(HOUR) });
      for (const id of [archived, waiting, lost]) await hold(id);
      expect(await stateOf(expired)).toBe('purged');
      await reaper({ ARCHIVE_GRACE_S: 0 }).reap();
      expect(await Promise.all([expired, archived, waiting, lost].map(stateOf))).toEqual([
        'removed',
        'archived',
        'standard',
        'standard',
      ]);
      expect(await Promise.all([archived, waiting, lost].map(isStored))).toEqual([true, true, true]);
      const lifted = { legal_hold_at: null, legal_hold_by_id: null, legal_hold_reason: null };
      for (const id of [archived, waiting, lost]) await change(id, lifted);
      await reaper({ ARCHIVE_GRACE_S: 0 }).reap();
      expect(await Promise.all([archived, waiting, lost].map(stateOf))).toEqual([
        'removed',
        'archived',
        'removed',
      ]);
    });

    it('races with holds, moves by hand and itself: every file is where its entry says, held ones untouched', async () => {
      const ids = await Promise.all(
        Array.from({ length: 30 }, (_, index) => (index % 2 ? due() : make({ expires_at: past(1000) }))),
      );
      const byHand = async (id: string) => {
        const row = await rowOf(id);
        const mover = new ArchiveMover(store, config);
        const key = await mover.copy(row);
        const purge_at = new Date(Date.now() + HOUR);
        const archiving = { key, purge_at, retention_class: 'archive', actor_id: USER } as const;
        const entered = await database.asSystem((tx) => enterArchive(tx, id, archiving));
        if (!entered) await mover.discard(key);
      };
      await Promise.allSettled([
        reaper({ ARCHIVE_GRACE_S: 0 }).reap(),
        ...ids.filter((_, index) => index % 3 === 0).map(hold),
        reaper({ ARCHIVE_GRACE_S: 0 }).reap(),
        ...ids.filter((_, index) => index % 5 === 1).map(byHand),
        reaper({ ARCHIVE_GRACE_S: 0 }).reap(),
      ]);
      await reaper({ ARCHIVE_GRACE_S: 0 }).reap();
      const copies: string[] = [];
      for (const id of ids) {
        const row = await rowOf(id);
        const state = archiveStateOf(row);
        if (row.archived_path) copies.push(row.archived_path);
        const stored = await store.stat(row.archived_path ?? row.storage_key);
        expect([state, stored !== null]).toEqual([state, state !== 'removed']);
        if (row.legal_hold_at) expect(['standard', 'archived']).toContain(state);
        if (!row.legal_hold_at) expect(['archived', 'removed']).toContain(state);
      }
      // No copy is left that no entry names.
      const stored: string[] = [];
      for await (const { key } of store.list(`archive/${organization}/`)) stored.push(key);
      expect(stored.sort()).toEqual(copies.sort());
    });
  });

  describe('sweeping files without an entry', () => {
    const sweep = (over: Partial<ArchiveConfig> = {}) =>
      new OrphanSweeper(database, logger, store, { ...config, ...over }).sweep();
    const DAY = 24 * HOUR;

    it('takes old ones of our organizations, and nothing else', async () => {
      const known = await make({});
      const copied = await due();
      await reaper().reap();
      const copy = (await rowOf(copied)).archived_path ?? '';
      await utimes(join(folder, copy), past(30 * DAY), past(30 * DAY));
      await utimes(join(folder, (await rowOf(known)).storage_key), past(30 * DAY), past(30 * DAY));
      const old = await put(`${organization}/2026/01/x/1/report.csv`, 8 * DAY);
      const young = await put(`${organization}/2026/01/x/2/report.csv`, 6 * DAY);
      const lost = await put(`archive/${organization}/2026/x.csv.glacier`, 8 * DAY);
      const foreign = await put('0199ffff-0000-7000-8000-00000000000f/2026/01/x/1/report.csv', 30 * DAY);
      const strange = await put('backups/dump.sql', 30 * DAY);
      expect(await sweep({ ARCHIVE_ORPHAN_AGE_S: 0 })).toBe(0);
      expect(await sweep()).toBe(2);
      for (const key of [old, lost]) expect(await store.stat(key)).toBeNull();
      for (const key of [young, foreign, strange, copy]) expect(await store.stat(key)).not.toBeNull();
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
