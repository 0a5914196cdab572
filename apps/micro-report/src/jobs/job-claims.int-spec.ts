import { randomUUID } from 'node:crypto';
import { finishedReport, JobFixture } from '../../test/job-fixture.js';
import { RunFailure } from '../rendering/run-failure.js';

describe('claiming and ending jobs', () => {
  let fixture: JobFixture;

  beforeAll(async () => {
    fixture = await JobFixture.open();
  });
  afterAll(() => fixture.close());

  const claim = (id: string, owner = 'worker-1', alone = false) =>
    fixture.claims(owner).claim(fixture.organization, id, alone);

  it('gives a job to one of twenty workers that ask at once', async () => {
    const { id } = await fixture.addJob();
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => claim(id, `worker-${n}`)));
    expect(outcomes.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    expect(await fixture.job(id)).toMatchObject({ status: 'processing', attempts: 1 });
  });

  it('commits job, archive entry and audit entry together', async () => {
    const job = await fixture.claimed();
    expect(await fixture.results().complete(job, finishedReport(job))).toBe('done');
    expect(await fixture.job(job.id)).toMatchObject({
      status: 'completed',
      progress: 100,
      row_count: 3n,
      owner: null,
      file_url: `/api/reports/jobs/${job.id}/download`,
    });
    expect(await fixture.countFiles(job.id)).toBe(1);
    const trail = await fixture.database.asSystem((tx) =>
      tx.audit_event.findMany({ where: { entity_id: job.id } }),
    );
    expect(trail.map(({ action }) => action)).toEqual(['export']);
  });

  it('finds its own commit when the answer to the first was lost', async () => {
    const job = await fixture.claimed();
    await fixture.results().complete(job, finishedReport(job));
    expect(await fixture.results().complete(job, finishedReport(job))).toBe('done');
    expect(await fixture.countFiles(job.id)).toBe(1);
  });

  it('fences an attempt that another one has overtaken', async () => {
    const stale = await fixture.claimed('worker-1');
    await fixture.expireLease(stale.id);
    await fixture.claims().recover(10);
    const outcome = await claim(stale.id, 'worker-2', true);
    expect(outcome.kind).toBe('claimed');
    expect(await fixture.results('worker-1').complete(stale, finishedReport(stale))).toBe('fenced');
    expect(await fixture.results('worker-1').fail(stale, new RunFailure('final', 'x', 'X'))).toBe('fenced');
    expect(await fixture.claims('worker-1').handBack(fixture.organization, stale.id)).toBe(false);
    expect(await fixture.job(stale.id)).toMatchObject({
      status: 'processing',
      attempts: 2,
      owner: 'worker-2',
    });
  });

  it('does not complete a job whose cancel was asked for', async () => {
    const job = await fixture.claimed();
    await fixture.requestCancel(job.id);
    expect(await fixture.results().complete(job, finishedReport(job))).toBe('cancelled');
    expect(await fixture.results().cancel(job)).toBe('done');
    expect(await fixture.job(job.id)).toMatchObject({ status: 'cancelled' });
    expect(await fixture.countFiles(job.id)).toBe(0);
  });

  it('keeps the safe text of a failure', async () => {
    const job = await fixture.claimed();
    await fixture.results().fail(job, new RunFailure('final', 'unknown-filter', 'No column "colour".'));
    expect(await fixture.job(job.id)).toMatchObject({
      status: 'failed',
      error_code: 'unknown-filter',
      error_message: 'No column "colour".',
    });
  });

  it('hands a job back without counting a crash', async () => {
    const job = await fixture.claimed();
    expect(await fixture.claims().handBack(fixture.organization, job.id)).toBe(true);
    expect(await fixture.job(job.id)).toMatchObject({
      status: 'queued',
      crashes: 0,
      owner: null,
      started_at: null,
    });
  });

  it('says what to do with an entry that cannot be claimed', async () => {
    const done = await fixture.claimed();
    await fixture.results().complete(done, finishedReport(done));
    expect(await claim(done.id)).toEqual({ kind: 'closed' });
    expect(await claim(randomUUID())).toEqual({ kind: 'closed' });
    const running = await fixture.claimed('worker-2');
    expect(await claim(running.id)).toMatchObject({ kind: 'later' });
    expect(await claim(running.id, 'worker-2')).toEqual({ kind: 'mine' });
    await fixture.expireLease(running.id);
    expect(await claim(running.id)).toEqual({ kind: 'expired' });
  });

  it('lets an organization run no more than its share at a time', async () => {
    const organization_id = randomUUID();
    await fixture.addOrganization(organization_id, 'CAPPED');
    const jobs = [await fixture.addJob({ organization_id }), await fixture.addJob({ organization_id })];
    const claims = fixture.claims('worker-1', { organizationMax: 1 });
    const outcomes = [];
    for (const job of jobs) outcomes.push((await claims.claim(organization_id, job.id, false)).kind);
    expect(outcomes).toEqual(['claimed', 'later']);
  });

  it('sees jobs of the organization it is told only', async () => {
    const organization_id = randomUUID();
    await fixture.addOrganization(organization_id, 'OTHER');
    const job = await fixture.addJob({ organization_id });
    expect(await claim(job.id)).toEqual({ kind: 'closed' });
  });
});

describe('recovering jobs of dead workers', () => {
  let fixture: JobFixture;

  beforeAll(async () => {
    fixture = await JobFixture.open();
  });
  afterAll(() => fixture.close());

  const crash = async (id: string) => {
    await fixture.expireLease(id);
    await fixture.claims().recover(10);
    return fixture.job(id);
  };

  it('leaves a job alone while its lease lives', async () => {
    const job = await fixture.claimed();
    await fixture.claims().recover(10);
    expect(await fixture.job(job.id)).toMatchObject({ status: 'processing', crashes: 0 });
  });

  it('runs a job that crashed only alone, and ends it after the third crash', async () => {
    const { id } = await fixture.claimed();
    expect(await crash(id)).toMatchObject({ status: 'queued', crashes: 1 });
    expect(await fixture.claims().claim(fixture.organization, id, false)).toEqual({ kind: 'suspect' });
    expect(await fixture.claims().claim(fixture.organization, id, true)).toMatchObject({ kind: 'claimed' });
    expect(await crash(id)).toMatchObject({ status: 'queued', crashes: 2 });
    await fixture.claims().claim(fixture.organization, id, true);
    expect(await crash(id)).toMatchObject({ status: 'failed', crashes: 3, error_code: 'poison-job' });
    const trail = await fixture.database.asSystem((tx) =>
      tx.audit_event.findMany({ where: { entity_id: id } }),
    );
    expect(trail).toMatchObject([{ action: 'report.fail', facts: { error_code: 'poison-job' } }]);
  });

  it('cancels a job whose worker died before it could', async () => {
    const { id } = await fixture.claimed();
    await fixture.requestCancel(id);
    expect(await crash(id)).toMatchObject({ status: 'cancelled', error_code: null });
  });
});

describe('the reconciler', () => {
  let fixture: JobFixture;

  beforeEach(async () => {
    fixture = await JobFixture.open();
  });
  afterEach(() => fixture.close());

  it('adds entries that are missing and leaves the others', async () => {
    const lost = await fixture.addJob();
    const waiting = await fixture.addQueued();
    await fixture.reconciler().reconcile();
    expect(await fixture.queue.liveIds([lost.id, waiting.id])).toEqual(new Set([lost.id, waiting.id]));
    expect(await fixture.queue.depth()).toMatchObject({ waiting: 2 });
  });

  it('removes entries of jobs that have ended', async () => {
    const job = await fixture.addQueued();
    await fixture.database.asSystem((tx) =>
      tx.tb_report_job.update({ where: { id: job.id }, data: { status: 'cancelled' } }),
    );
    await fixture.reconciler().reconcile();
    expect(await fixture.queue.depth()).toMatchObject({ waiting: 0 });
  });

  it('puts a job of a dead worker back into the queue', async () => {
    const job = await fixture.claimed();
    await fixture.expireLease(job.id);
    await fixture.reconciler().reconcile();
    expect(await fixture.job(job.id)).toMatchObject({ status: 'queued', crashes: 1 });
    expect(await fixture.queue.liveIds([job.id])).toEqual(new Set([job.id]));
  });

  it('walks through more jobs than fit into one batch', async () => {
    const { organization } = fixture;
    await fixture.database.withTenant(organization, (tx) =>
      tx.tb_report_job.createMany({
        data: Array.from({ length: 1_200 }, () => ({
          organization_id: organization,
          report_type: 'stock',
          report_category: 'operational',
          format: 'csv',
          requested_by_id: organization,
          dispatch_priority: 1,
        })),
      }),
    );
    await fixture.reconciler().reconcile();
    expect(await fixture.queue.depth()).toMatchObject({ waiting: 1_200 });
  });

  it('works in one process at a time', async () => {
    for (let n = 0; n < 50; n++) await fixture.addJob();
    const rounds = await Promise.all(Array.from({ length: 3 }, () => fixture.reconciler().reconcile()));
    expect(rounds).toContain(true);
    expect(await fixture.queue.depth()).toMatchObject({ waiting: 50 });
  });
});
