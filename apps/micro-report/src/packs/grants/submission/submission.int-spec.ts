import { createHash, randomUUID } from 'node:crypto';
import type { BufdirSimulator, SimulatorBehaviour } from '@galley/pack-grants/testing';
import { storeReport } from '../reports/testing/stored-report.js';
import { problemOf, SubmissionHouse, TOKEN } from './testing/submission-house.js';

describe('submitting a Bufdir report', () => {
  let house: SubmissionHouse;
  let bufdir: BufdirSimulator;

  beforeAll(async () => {
    house = await SubmissionHouse.open();
    ({ bufdir } = house);
  });
  afterAll(() => house?.close());
  beforeEach(() => bufdir.reset());

  it('BU-B-5: sets id and time at once, and hands over what is stored, to the byte', async () => {
    const row = await house.stored();
    const answer = await house.submit(row, { roles: ['coordinator'] });
    const [sent] = bufdir.received;
    const submission_id = bufdir.confirmations.get(`bufdir-report-${row.id}`);
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      id: row.id,
      status: 'submitted',
      submission_id,
      total_hours: '11.25',
    });
    expect(answer.headers.get('etag')).toBe(`"v${row.version + 1}"`);
    expect(await house.rowOf(row)).toMatchObject({
      status: 'submitted',
      submission_id,
      submitted_at: expect.any(Date),
    });
    expect(
      createHash('sha256')
        .update(sent?.body ?? '')
        .digest('hex'),
    ).toBe(row.report_sha256);
    expect(sent?.headers).toMatchObject({
      'idempotency-key': `bufdir-report-${row.id}`,
      'bufdir-schema-version': '2025-v1',
      'bufdir-organization-number': '987654321',
      authorization: `Bearer ${TOKEN}`,
    });
    expect((await house.read(row)).attempts).toEqual([
      expect.objectContaining({
        status: 'confirmed',
        http_status: 201,
        submission_id,
        error_code: null,
        request_hash: row.report_sha256,
        ended_at: expect.any(String),
      }),
    ]);
  });

  it('is on record before Bufdir is asked and after it', async () => {
    const row = await house.stored();
    await house.submit(row);
    expect(await house.audited(row)).toMatchObject([
      { action: 'bufdir-report.submit', facts: { status: 'completed', request_hash: row.report_sha256 } },
      {
        action: 'bufdir-report.submitted',
        facts: { status: 'submitted', http_status: 201, tries: 1, submission_id: expect.any(String) },
      },
    ]);
  });

  it.each([
    ['without-id', 'without-id', 200],
    ['garbage', 'unreadable', 200],
    ['broken', 'unreadable', 200],
    ['huge', 'too-large', 200],
    ['redirect', 'redirected', 307],
    ['fail', 'unavailable', 503],
    ['timeout', 'timeout', null],
    ['refuse', 'refused', 422],
    ['closed', 'unavailable', 503],
    ['echo', 'refused', 401],
  ] as const)(
    'BU-B-5: a Bufdir with the behaviour %s leaves the report completed, and it can be submitted again',
    async (behaviour, reason, http_status) => {
      const row = await house.stored();
      bufdir.behaviour = behaviour;
      const answer = await house.submit(row);
      expect(problemOf(answer)).toEqual([502, 'submission-unconfirmed']);
      expect(answer.json()).toMatchObject({ reason, http_status });
      expect(answer.headers.get('retry-after')).toBe(behaviour === 'closed' ? '3600' : null);
      expect(await house.rowOf(row)).toMatchObject({
        status: 'completed',
        submission_id: null,
        submitted_at: null,
      });
      expect((await house.audited(row)).at(-1)).toMatchObject({
        action: 'bufdir-report.submission-unconfirmed',
        facts: { reason },
      });
      bufdir.behaviour = 'confirm';
      expect((await house.submit(row)).status).toBe(200);
      expect((await house.read(row)).attempts).toMatchObject([
        { status: 'confirmed' },
        { status: 'unconfirmed', error_code: reason, http_status, submission_id: null },
      ]);
      expect(new Set(bufdir.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    },
  );

  it.each([
    ['delay', 1],
    ['busy', 2],
    ['cut', 2],
  ] as const satisfies readonly [SimulatorBehaviour, number][])(
    'is one submission with a Bufdir of the behaviour %s',
    async (behaviour, posts) => {
      const row = await house.stored();
      Object.assign(bufdir, { behaviour, delay_ms: 50 });
      expect((await house.submit(row)).status).toBe(200);
      expect(bufdir.received).toHaveLength(posts);
      expect([...bufdir.confirmations.values()]).toEqual([(await house.rowOf(row))?.submission_id]);
    },
  );

  it('is one submission with a Bufdir that recovers after the tries of the first call', async () => {
    const row = await house.stored();
    bufdir.behaviour = 'recover';
    expect([(await house.submit(row)).status, (await house.submit(row)).status]).toEqual([502, 200]);
    expect(bufdir.received).toHaveLength(3);
    expect(bufdir.confirmations.size).toBe(1);
  });

  it('never shows or keeps the token', async () => {
    const row = await house.stored();
    bufdir.behaviour = 'echo';
    const answer = await house.submit(row);
    const { rows } = await house.admin.query(
      'select * from grants.bufdir_submission_attempt where report_id = $1',
      [row.id],
    );
    const everything = JSON.stringify([answer.text, rows, await house.read(row), await house.audited(row)]);
    expect(everything).toContain('Bearer ***');
    expect(everything).not.toContain(TOKEN);
  });

  it('BU-V-9: is submitted once', async () => {
    const row = await house.stored();
    await house.submit(row);
    const again = await house.submit(row);
    expect(problemOf(again)).toEqual([409, 'invalid-status-transition']);
    expect(again.json()).toMatchObject({ from: 'submitted', to: 'submitted', allowed: [] });
    expect(bufdir.received).toHaveLength(1);
  });

  it.each(['draft', 'pending', 'generating', 'failed'] as const)(
    'BU-V-9: a report that is %s is not submitted, and Bufdir is not asked',
    async (status) => {
      const row = await house.stored({ status });
      const answer = await house.submit(row);
      expect(problemOf(answer)).toEqual([409, 'invalid-status-transition']);
      expect(answer.json()).toMatchObject({ from: status, to: 'submitted' });
      expect(bufdir.received).toEqual([]);
      expect((await house.read(row)).attempts).toEqual([]);
    },
  );

  it('BU-B-1: others do not know the report; a global administrator submits any', async () => {
    const row = await house.stored();
    expect(problemOf(await house.submit(row, { org: 'GLOBEX' }))).toEqual([404, 'not-found']);
    expect(problemOf(await house.ask(row, { org: 'GLOBEX' }))).toEqual([404, 'not-found']);
    expect((await house.submit(row, { org: 'GLOBEX', roles: ['global_admin'] })).status).toBe(200);
    expect(bufdir.received).toHaveLength(1);
  });

  it.each(['peer_mentor', 'member', 'sysadmin'])('BU-B-2: a %s neither submits nor reads', async (role) => {
    const row = await house.stored();
    for (const answer of [
      await house.submit(row, { roles: [role] }),
      await house.ask(row, { roles: [role] }),
    ]) {
      expect(problemOf(answer)).toEqual([403, 'role-forbidden']);
    }
    expect([bufdir.received, await house.audited(row)]).toEqual([[], []]);
  });

  it('leaves alone what has changed since it was read', async () => {
    const row = await house.stored();
    const match = (version: number) => ({ headers: { 'if-match': `"v${version}"` } });
    expect((await house.submit(row, match(row.version + 1))).status).toBe(412);
    expect((await house.submit(row, match(row.version))).status).toBe(200);
  });
});

describe('a deployment that does not know where Bufdir is', () => {
  it('says so, and of a report that is not there that it is not there', async () => {
    const report = await SubmissionHouse.withoutBufdir();
    const row = await storeReport(report.database, { organization_id: report.acme, status: 'completed' });
    const submit = (id: string) => report.call(`/api/grants/reports/${id}/submit`, { method: 'POST' });
    expect(problemOf(await submit(row.id))).toEqual([503, 'submission-not-configured']);
    expect((await submit(randomUUID())).status).toBe(404);
    await report.close();
  });
});
