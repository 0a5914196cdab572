import { JobFixture } from '../../../test/job-fixture.js';
import { fileDeliveries } from '../file-deliveries.js';
import { DeliveryClaims } from './delivery-claims.js';

const BACK_OFF = { base_ms: 1, cap_ms: 2, attempts: 3 };
const OTHER = '0199aaaa-0000-7000-8000-0000000000bb';

describe('claims on deliveries', () => {
  let fixture: JobFixture;

  beforeAll(async () => {
    fixture = await JobFixture.open();
    await fixture.addOrganization(OTHER, 'OTHER');
  });
  afterAll(() => fixture.close());
  afterEach(() => fixture.database.asSystem((tx) => tx.delivery.deleteMany()));

  const claims = (owner = 'one', leaseMs = 30_000) =>
    new DeliveryClaims(fixture.database, { owner, leaseMs, backOff: BACK_OFF });

  async function file(
    count: number,
    organization_id = fixture.organization,
    maxAttempts = 3,
  ): Promise<string> {
    const job = await fixture.addJob({ organization_id });
    const targets = Array.from({ length: count }, (_, n) => `r${n}@example.org`);
    await fixture.database.withTenantSql(organization_id, (tx) =>
      fileDeliveries(
        tx,
        job,
        targets.map((target) => ({ channel: 'email', target, reason: null, options: {} })),
        maxAttempts,
      ),
    );
    return job.id;
  }
  const rowsOf = (job_id: string) =>
    fixture.database.asSystem((tx) =>
      tx.delivery.findMany({ where: { job_id }, orderBy: { target: 'asc' } }),
    );
  const endLeases = () =>
    fixture.database.asSystem((tx) =>
      tx.delivery.updateMany({
        where: { status: 'sending' },
        data: { lease_expires_at: new Date(Date.now() - 60_000) },
      }),
    );

  it('are made by one of many dispatchers at once, each row by one', async () => {
    const job = await file(60);
    const taken = await Promise.all(Array.from({ length: 12 }, (_, n) => claims(`w${n}`).claim('email', 5)));
    const ids = taken.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const rows = await rowsOf(job);
    expect(
      rows
        .filter(({ status }) => status === 'sending')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ids.toSorted());
    expect(rows.every(({ attempts }) => attempts <= 1)).toBe(true);
  });

  it('take turns between organizations', async () => {
    await file(50);
    const other = await file(2, OTHER);
    const taken = await claims().claim('email', 4);
    expect(taken.filter(({ job_id }) => job_id === other)).toHaveLength(2);
  });

  it('are renewed by who holds them only', async () => {
    await file(1);
    const [row] = await claims('one').claim('email', 1);
    const id = row?.id ?? '';
    expect(await claims('two').renew([id])).toEqual([]);
    expect(await claims('one').renew([id])).toEqual([id]);
  });

  it('of a dispatcher that is gone come back, and what it says afterwards does not count', async () => {
    const job = await file(1);
    const [lost] = await claims('gone').claim('email', 1);
    expect(await claims('two').recover()).toBe(0);
    await endLeases();
    expect(await claims('two').recover()).toBe(1);
    expect(await rowsOf(job)).toMatchObject([
      { status: 'pending', attempts: 1, last_error_code: 'outcome-unknown' },
    ]);
    if (!lost) throw new Error('nothing was claimed');
    expect(await claims('gone').settle(lost, { status: 'delivered', receipt: {} })).toBe(false);
    await fixture.database.asSystem((tx) =>
      tx.delivery.updateMany({ data: { next_attempt_at: new Date(0) } }),
    );
    const [again] = await claims('two').claim('email', 1);
    expect(again).toMatchObject({ id: lost.id, attempts: 2, message_id: lost.message_id });
    expect(await claims('gone').settle(lost, { status: 'delivered', receipt: {} })).toBe(false);
    if (again)
      expect(await claims('two').settle(again, { status: 'delivered', receipt: { id: 'x' } })).toBe(true);
    expect(await rowsOf(job)).toMatchObject([{ status: 'delivered', receipt: 'x', owner: null }]);
    expect(await claims('two').recover()).toBe(0);
  });

  it('are not taken from a dispatcher that was only too busy to renew them', async () => {
    await file(1);
    const [row] = await claims('one').claim('email', 1);
    await endLeases();
    expect(await claims('one').recover([row?.id ?? ''])).toBe(0);
    expect(await claims('one').renew([row?.id ?? ''])).toHaveLength(1);
  });

  it('whose last attempt was lost end as failed, and webhooks hear of it', async () => {
    const job = await file(1, fixture.organization, 1);
    await fixture.database.asSystem((tx) =>
      tx.webhook_endpoint.create({
        data: {
          organization_id: fixture.organization,
          name: 'till',
          url: 'https://example.org/',
          events: ['delivery.failed'],
        },
      }),
    );
    await claims('gone').claim('email', 1);
    await endLeases();
    await claims('two').recover();
    const [row] = await rowsOf(job);
    expect(row).toMatchObject({ status: 'failed', attempts: 1, last_error_code: 'outcome-unknown' });
    const posts = await fixture.database.asSystem((tx) => tx.webhook_delivery.findMany());
    expect(posts).toMatchObject([
      {
        event_type: 'delivery.failed',
        status: 'pending',
        payload: {
          type: 'delivery.failed',
          data: { subject: { type: 'delivery', id: row?.id }, job_id: job },
        },
      },
    ]);
    expect(JSON.stringify(posts[0]?.payload)).not.toContain('example.org');
  });

  it('that are not due stay', async () => {
    const job = await file(2);
    await fixture.database.asSystem((tx) =>
      tx.delivery.updateMany({
        where: { job_id: job, target: 'r0@example.org' },
        data: { next_attempt_at: new Date(Date.now() + 60_000) },
      }),
    );
    expect((await claims().claim('email', 10)).map(({ target }) => target)).toEqual(['r1@example.org']);
    expect(await claims().dueChannels()).toEqual([]);
  });
});
