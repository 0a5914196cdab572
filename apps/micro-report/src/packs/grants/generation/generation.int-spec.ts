import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { FileStore } from '@galley/storage';
import { ExpiryReaper } from '../../../archive/expiry-reaper.js';
import { FILE_STORE } from '../../../archive/file-store.js';
import { OrphanSweeper } from '../../../archive/orphan-sweeper.js';
import type { ReportRow } from '../reports/report-row.js';
import { GenerationHouse, jobOf } from './testing/generation-house.js';

const STEPS = {
  collect: 'grants.activity_lines',
  aggregate: 'grants.activity_summary',
  render: 'grants.report_activity_types',
} as const;
const NOTHING = { lines: 0, results: 0, exports: 0 };

describe('the generation of a Bufdir report', () => {
  let house: GenerationHouse;

  beforeAll(async () => {
    house = await GenerationHouse.open();
  });
  afterAll(() => house?.close());
  beforeEach(() => {
    Object.assign(house.records, { activities: 3, figures: {}, before: () => Promise.resolve('answer') });
    house.records.requests.length = 0;
  });

  const fileOf = ({ storage_key }: Pick<ReportRow, 'storage_key'>) =>
    readFile(join(house.report.files, storage_key ?? ''));
  const asked = (builder: string) =>
    house.records.requests.filter(({ builder_key }) => builder_key === builder);

  it('freezes lines and figures, and the file stands under the key of the report', async () => {
    const report = await house.made(await house.ordered());
    const year = report.reporting_period_end.getUTCFullYear();
    expect(report).toMatchObject({
      status: 'completed',
      is_latest_version: true,
      generation_step: null,
      error_message: null,
      total_activity_count: 3,
      total_participant_count: 3,
      storage_key: `bufdir-reports/${house.report.acme}/${year}/${report.id}.csv`,
      report_data: { totals: { hours: '3.00', activities: 3 } },
      validation_warnings: expect.arrayContaining([
        expect.objectContaining({ code: 'UNAPPROVED_ACTIVITIES', affected_count: 1 }),
      ]),
    });
    expect(String(report.total_hours)).toBe('3.00');
    expect(await house.traces(report)).toEqual({ lines: 3, results: 0, exports: 1 });
    expect(await house.job(report)).toMatchObject({ status: 'completed', progress: 100, expires_at: null });
    expect((await fileOf(report)).length).toBeGreaterThan(0);
    const messages = await house.report.database.asSystem((tx) =>
      tx.inbox_message.findMany({ where: { entity_id: report.id } }),
    );
    expect(messages).toMatchObject([{ kind: 'bufdir-report-ready', user_id: report.generated_by }]);
  });

  it('hashes the data as they are stored', async () => {
    const report = await house.made(await house.ordered());
    const [{ text }] = await house.report.database.asSystemSql(
      (tx) => tx.$queryRaw<[{ text: string }]>`
        select report_data::text as text from grants.bufdir_report where id = ${report.id}::uuid`,
    );
    expect(report.report_sha256).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('makes the data alone where no format was named', async () => {
    const report = await house.made(await house.ordered({ format: null }));
    expect(report).toMatchObject({ status: 'completed', storage_key: null });
    expect((await house.traces(report)).exports).toBe(0);
    expect(await house.job(report)).toMatchObject({ format: 'json', report_type: 'bufdir_payload' });
  });

  it('asks for the records as they were settled when the report was created (BU-B-12)', async () => {
    const report = await house.made(await house.ordered());
    const params = asked(STEPS.collect)[0]?.params;
    expect(params).toEqual({
      date_from: report.reporting_period_start.toISOString().slice(0, 10),
      date_to: report.reporting_period_end.toISOString().slice(0, 10),
      hierarchy: report.hierarchy_scope,
      schema_version: '2025-v1',
    });
    expect(asked(STEPS.aggregate)[0]?.params).toEqual({ report_id: report.id });
  });

  it('is long: thousands of lines pass through in one transaction', async () => {
    house.records.activities = 5_000;
    const report = await house.made(await house.ordered());
    expect(report.error_message).toBeNull();
    expect((await house.traces(report)).lines).toBe(5_000);
  });

  describe('when a step fails', () => {
    it.each(Object.entries(STEPS))('in %s, the report names it', async (step, builder) => {
      house.records.before = (asked) => Promise.resolve(asked === builder ? 'refuse' : 'answer');
      const report = await house.made(await house.ordered());
      expect(report).toMatchObject({
        status: 'failed',
        generation_step: step,
        error_message: `${step}: UNKNOWN_FILTER There is no column "colour".`,
        report_data: null,
        storage_key: null,
      });
      expect(await house.traces(report)).toEqual(NOTHING);
      expect(await house.job(report)).toMatchObject({ status: 'failed', error_code: 'unknown-filter' });
    });

    it.each([
      ['BU-V-11', { activities: -1 }, /^validate: NEGATIVE_AGGREGATE:\/totals\/activities/],
      ['BU-V-10', { activities: 1.5 }, /^validate: SCHEMA_INVALID:\/totals\/activities$/],
    ])('%s: figures that cannot be are named by their place', async (_rule, figures, message) => {
      house.records.figures = figures;
      const report = await house.made(await house.ordered());
      expect(report).toMatchObject({ status: 'failed', generation_step: 'validate' });
      expect(report.error_message).toMatch(message);
      expect(await house.traces(report)).toEqual(NOTHING);
    });

    it('in mapping, what is about no unit of the report is refused', async () => {
      house.records.figures = { level: 'region', unit_id: '0199dddd-0000-7000-8000-000000000001' };
      const report = await house.made(await house.ordered());
      expect(report).toMatchObject({ status: 'failed', generation_step: 'map' });
      expect(report.error_message).toMatch(/^map: /);
    });

    it.each(['down', 'cut'] as const)('a data service that is %s is asked again later', async (mood) => {
      const waiting = await house.ordered();
      house.records.before = (asked) => Promise.resolve(asked === STEPS.collect ? mood : 'answer');
      expect(await house.worker('w').take(jobOf(waiting))).toBe('retry');
      expect(await house.read(waiting)).toMatchObject({ status: 'generating', generation_step: 'collect' });
      expect(await house.traces(waiting)).toEqual(NOTHING);
      house.records.before = () => Promise.resolve('answer');
      expect(await house.made(waiting)).toMatchObject({ status: 'completed' });
    });

    it('whose tries are used up says so', async () => {
      const waiting = await house.ordered();
      house.records.before = () => Promise.resolve('down');
      expect(await house.worker('w').take(jobOf(waiting), { isLastTry: true })).toBe('failed');
      const { error_message } = await house.read(waiting);
      expect(error_message).toMatch(/^collect: SOURCE_UNAVAILABLE /);
    });
  });

  describe('when an attempt dies', () => {
    it.each(Object.entries(STEPS))('in %s, the next one completes the report', async (_step, builder) => {
      const report = await house.ordered();
      const held = house.holdBack(builder);
      const dying = house.worker('dying').take(jobOf(report));
      await held.reached;
      await house.abandon(report);
      const completed = await house.made(report, 'next');
      expect(completed).toMatchObject({ status: 'completed', total_activity_count: 3 });
      expect(await house.traces(report)).toEqual({ lines: 3, results: 0, exports: 1 });
      const bytes = await fileOf(completed);

      // It was only slow, and comes back: nothing of it counts any more.
      held.release();
      await dying;
      expect(await house.read(report)).toEqual(completed);
      expect(await house.traces(report)).toEqual({ lines: 3, results: 0, exports: 1 });
      expect(await fileOf(completed)).toEqual(bytes);
    });

    it('after its figures were computed, the next one prints them and computes nothing', async () => {
      const report = await house.ordered();
      const held = house.holdBack(STEPS.render);
      const dying = house.worker('dying').take(jobOf(report));
      await held.reached;
      expect(await house.read(report)).toMatchObject({ status: 'generating', generation_step: 'render' });
      await house.abandon(report);
      house.records.activities = 99;
      expect(await house.made(report, 'next')).toMatchObject({ total_activity_count: 3 });
      expect(asked(STEPS.collect)).toHaveLength(1);
      held.release();
      await dying;
    });

    it('after its file was stored, the next one stores the same bytes', async () => {
      const first = await house.made(await house.ordered());
      const bytes = await fileOf(first);
      const { storage_key } = first;
      // As the first attempt left it: the file is there, and nothing in the database knows.
      const report = await house.ordered();
      const key = storage_key?.replace(/[^/]+\/[^/]+$/, '') ?? '';
      const year = report.reporting_period_end.getUTCFullYear();
      await house.leaveFile(`${key}${year}/${report.id}.csv`, bytes);
      const second = await house.made(report);
      expect(second).toMatchObject({ status: 'completed' });
      expect(await fileOf(second)).toEqual(bytes);
    });
  });

  it('BU-B-11: a file of other bytes under its key is left alone, and the report fails', async () => {
    const report = await house.ordered();
    const year = report.reporting_period_end.getUTCFullYear();
    const storage_key = `bufdir-reports/${house.report.acme}/${year}/${report.id}.csv`;
    await house.leaveFile(storage_key, Buffer.from('of somebody else'));
    const failed = await house.made(report);
    expect(failed).toMatchObject({ status: 'failed', generation_step: 'render' });
    expect(failed.error_message).toMatch(/^render: STORAGE_KEY_IMMUTABLE /);
    expect((await fileOf({ storage_key })).toString()).toBe('of somebody else');
  });

  it('BU-B-11: a second file of a format is not even ordered', async () => {
    const waiting = await house.ordered();
    const code = 'storage-key-immutable';
    await expect(house.exported(waiting, 'csv')).rejects.toMatchObject({ code, status: 409 });
    const completed = await house.made(waiting);
    await expect(house.exported(completed, 'csv')).rejects.toMatchObject({ code, status: 409 });
    await expect(house.exported(completed, 'json')).resolves.toMatchObject({ format: 'json' });
  });

  describe('when somebody cancels it', () => {
    it.each(Object.entries(STEPS))(
      'in %s, the report fails and nothing of it stays',
      async (_step, builder) => {
        const report = await house.ordered();
        const held = house.holdBack(builder);
        const worker = house.worker('w');
        const run = worker.take(jobOf(report));
        await held.reached;
        await house.cancel(report);
        await worker.beat();
        held.release();
        expect(await run).toBe('done');
        expect(await house.read(report)).toMatchObject({
          status: 'failed',
          error_message: 'CANCELLED_BY_USER',
        });
        expect(await house.traces(report)).toEqual(NOTHING);
        expect(await house.job(report)).toMatchObject({ status: 'cancelled' });
      },
    );

    it('without a heartbeat in between, the next step hears of it', async () => {
      const report = await house.ordered();
      const held = house.holdBack(STEPS.aggregate);
      const run = house.worker('w').take(jobOf(report));
      await held.reached;
      await house.cancel(report);
      held.release();
      await run;
      expect(await house.read(report)).toMatchObject({
        status: 'failed',
        error_message: 'CANCELLED_BY_USER',
      });
    });

    it('while its worker is gone, the reconciler fails it', async () => {
      const report = await house.ordered();
      const held = house.holdBack(STEPS.collect);
      const dying = house.worker('dying').take(jobOf(report));
      await held.reached;
      await house.cancel(report);
      await house.abandon(report);
      expect(await house.read(report)).toMatchObject({
        status: 'failed',
        error_message: 'CANCELLED_BY_USER',
      });
      held.release();
      await dying;
      expect(await house.traces(report)).toEqual(NOTHING);
    });
  });

  describe('of a further version', () => {
    it('BU-B-3: which fails leaves the first one the latest', async () => {
      const first = await house.made(await house.ordered());
      house.records.before = () => Promise.resolve('refuse');
      const second = await house.made(await house.ordered({ of: first }));
      expect(second).toMatchObject({ status: 'failed', report_version: 2, is_latest_version: false });
      expect(await house.read(first)).toMatchObject({ is_latest_version: true });
    });

    it('BU-B-3: which completes takes its place, and nobody ever sees none or two', async () => {
      const first = await house.made(await house.ordered());
      const second = await house.ordered({ of: first });
      const seen = new Set<number>();
      let isOver = false;
      const reading = (async () => {
        while (!isOver) seen.add(await house.latestOf(first));
      })();
      await house.made(second);
      isOver = true;
      await reading;
      expect([...seen]).toEqual([1]);
      expect(await house.read(first)).toMatchObject({ is_latest_version: false });
      expect(await house.read(second)).toMatchObject({ is_latest_version: true, report_version: 2 });
    });
  });

  it('BU-B-13: neither reaper nor sweeper removes the file, however late', async () => {
    const report = await house.made(await house.ordered());
    const { app, database } = house.report;
    const entry = await database.asSystem((tx) =>
      tx.generated_report.findFirstOrThrow({ where: { storage_key: report.storage_key ?? '' } }),
    );
    expect(entry).toMatchObject({ retention_class: 'permanent', expires_at: null, purge_at: null });
    await app.get(ExpiryReaper).reap();
    await app.get(OrphanSweeper).sweep(new Date('2999-01-01'));
    expect((await fileOf(report)).length).toBe(Number(entry.size));
  });

  describe("BU-B-13: of a file that an earlier attempt left, and that another makes the report's, the sweeper", () => {
    /** A completed report without a file, but for bytes under its key such as its export will have. */
    async function leftOver(): Promise<{ report: ReportRow; key: string }> {
      const bytes = await fileOf(await house.made(await house.ordered()));
      const report = await house.made(await house.ordered({ format: null }));
      const year = report.reporting_period_end.getUTCFullYear();
      const key = `bufdir-reports/${house.report.acme}/${year}/${report.id}.csv`;
      await house.leaveFile(key, bytes);
      return { report, key };
    }
    const sweep = () => house.report.app.get(OrphanSweeper).sweep(new Date('2999-01-01'));

    it('keeps away while the job is on its way', async () => {
      const { report, key } = await leftOver();
      const { id } = await house.exported(report, 'csv');
      await sweep();
      await expect(fileOf({ storage_key: key })).resolves.toBeDefined();
      expect(await house.worker('worker').take(id)).toBe('done');
      await sweep();
      await expect(fileOf({ storage_key: key })).resolves.toBeDefined();
    });

    it('asks again before it removes what nobody knew of a moment ago', async () => {
      const [one, other] = [await leftOver(), await leftOver()];
      const store = house.report.app.get<FileStore>(FILE_STORE);
      const remove = store.delete.bind(store);
      const removing = jest.spyOn(store, 'delete').mockImplementationOnce(async (key) => {
        const { report } = key === one.key ? other : one;
        const { id } = await house.exported(report, 'csv');
        expect(await house.worker('worker').take(id)).toBe('done');
        await remove(key);
      });
      await sweep();
      const [first] = removing.mock.calls.map(([key]) => key);
      removing.mockRestore();
      const kept = first === one.key ? other : one;
      await expect(fileOf({ storage_key: kept.key })).resolves.toBeDefined();
    });
  });

  it('a file whose generation was cancelled is swept away', async () => {
    const key = `bufdir-reports/${house.report.acme}/2001/${jobOf(await house.ordered())}.csv`;
    await house.leaveFile(key, Buffer.from('left over'));
    expect(await house.report.app.get(OrphanSweeper).sweep(new Date('2999-01-01'))).toBeGreaterThan(0);
    await expect(fileOf({ storage_key: key })).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
