import { randomUUID } from 'node:crypto';
import { newId } from '@galley/platform';
import { finishedReport, JobFixture } from '../../test/job-fixture.js';

const DAY = 86_400_000;
const REQUEST = randomUUID();

describe('a file that enters the archive', () => {
  let fixture: JobFixture;

  beforeAll(async () => {
    fixture = await JobFixture.open();
  });
  afterAll(() => fixture?.close());

  /** What a finished job left, ordered for `keep_days` and finished five hours later. */
  async function entered(job: { keep_days?: number; report_type?: string; export_request_id?: string }) {
    const claimed = await fixture.claimed();
    const { keep_days = 90, ...over } = job;
    const created_at = new Date(Date.now() - 5 * 3_600_000);
    const expires_at = new Date(created_at.getTime() + keep_days * DAY);
    await fixture.database.asSystem((tx) =>
      tx.tb_report_job.update({ where: { id: claimed.id }, data: { ...over, expires_at } }),
    );
    const row = { ...claimed, ...over, created_at, expires_at };
    const snapshot = { storage_key: `snapshots/x/${newId()}`, size: 7, sha256: 'cd'.repeat(32) };
    expect(await fixture.results().complete(row, { ...finishedReport(row), snapshot })).toBe('done');
    const file = await fixture.database.asSystem((tx) =>
      tx.generated_report.findFirstOrThrow({ where: { job_id: claimed.id } }),
    );
    const days = (to: Date | null) => to && (to.getTime() - file.created_at.getTime()) / DAY;
    return { file, at_hand: days(file.expires_at), kept: days(file.purge_at) };
  }
  const set = (settings: object) =>
    fixture.database.asSystem((tx) =>
      tx.organization.update({ where: { id: fixture.organization }, data: { settings } }),
    );

  it('is a report: at hand from when it was made for as long as ordered, then archived', async () => {
    const { file, at_hand, kept } = await entered({ keep_days: 90 });
    expect([file.retention_class, file.storage_class, at_hand]).toEqual(['report', 'standard', 90]);
    expect([2646, 2647]).toContain(Math.round(kept ?? 0));
    const job = await fixture.job(file.job_id ?? '');
    expect(job.expires_at).toEqual(file.expires_at);
  });

  it('is an export: gone after its days', async () => {
    const { file, at_hand, kept } = await entered({ keep_days: 7, export_request_id: REQUEST });
    expect([file.retention_class, at_hand, kept]).toEqual(['export', 7, null]);
  });

  it('is of a type that is kept for good, or not archived, where the organization says so', async () => {
    await set({ retention: { permanent_types: ['bufdir'], reports_at_expiry: 'remove' } });
    const permanent = await entered({ report_type: 'bufdir' });
    expect([permanent.file.retention_class, permanent.at_hand, permanent.kept]).toEqual([
      'permanent',
      null,
      null,
    ]);
    const removed = await entered({ keep_days: 3 });
    expect([removed.file.retention_class, removed.at_hand, removed.kept]).toEqual(['report', 3, null]);
    await set({});
  });

  it('names the dataset that was kept with it', async () => {
    const { file } = await entered({});
    expect([file.snapshot_key, file.snapshot_size, file.snapshot_sha256]).toEqual([
      expect.stringContaining('snapshots/'),
      7n,
      'cd'.repeat(32),
    ]);
  });
});
