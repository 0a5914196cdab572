import type { BufdirSimulator } from '@galley/pack-grants/testing';
import type { ReportRow } from '../reports/report-row.js';
import { problemOf, SubmissionHouse } from './testing/submission-house.js';

const HOUR_S = 3600;

describe('attempts to submit a Bufdir report', () => {
  let house: SubmissionHouse;
  let bufdir: BufdirSimulator;

  beforeAll(async () => {
    house = await SubmissionHouse.open();
    ({ bufdir } = house);
  });
  afterAll(() => house?.close());
  beforeEach(() => bufdir.reset());

  /** Bufdir is asked, and does not answer before `bufdir.release()`. */
  const submitHeld = async (row: ReportRow): Promise<{ answer: ReturnType<SubmissionHouse['submit']> }> => {
    bufdir.behaviour = 'hold';
    const arrival = bufdir.arrival();
    const answer = house.submit(row);
    await arrival;
    return { answer };
  };
  const change = (row: ReportRow, assignments: string) =>
    house.admin.query(`update grants.bufdir_submission_attempt set ${assignments} where report_id = $1`, [
      row.id,
    ]);
  const broken = (constraint: string) => expect.objectContaining({ constraint }) as Error;

  it('ask Bufdir once when two submit at the same time, and hold no transaction open meanwhile', async () => {
    const row = await house.stored();
    const first = await submitHeld(row);
    const { rows } = await house.admin.query(
      `select query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    );
    expect(rows).toEqual([]);
    const second = await house.submit(row);
    expect(problemOf(second)).toEqual([409, 'submission-in-progress']);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await house.read(row)).attempts).toMatchObject([{ status: 'sending', ended_at: null }]);
    bufdir.release();
    expect((await first.answer).status).toBe(200);
    expect(bufdir.received).toHaveLength(1);
  });

  it('ask Bufdir once when many submit at the same time', async () => {
    const row = await house.stored();
    const answers = await Promise.all(Array.from({ length: 8 }, () => house.submit(row)));
    const refusals = answers.filter(({ status }) => status !== 200).map((answer) => problemOf(answer)[1]);
    expect(refusals).toHaveLength(7);
    expect(new Set([...refusals, 'submission-in-progress', 'invalid-status-transition']).size).toBe(2);
    expect(bufdir.received).toHaveLength(1);
  });

  it('go on where a sender was killed before Bufdir was asked', async () => {
    const row = await house.stored();
    await house.killed(row, HOUR_S);
    expect((await house.submit(row)).status).toBe(200);
    expect((await house.read(row)).attempts).toMatchObject([
      { status: 'confirmed' },
      { status: 'unconfirmed', error_code: 'interrupted', http_status: null },
    ]);
  });

  it('settle with the same id where a sender was killed after Bufdir had confirmed', async () => {
    const row = await house.stored();
    await house.killed(row, HOUR_S);
    // What the dead sender posted.
    const { rows } = await house.admin.query<{ body: string }>(
      'select report_data::text as body from grants.bufdir_report where id = $1',
      [row.id],
    );
    const headers = { 'idempotency-key': `bufdir-report-${row.id}` };
    await fetch(bufdir.url, { method: 'POST', headers, body: rows[0]?.body ?? '' });
    const confirmed = [...bufdir.confirmations.values()];
    const answer = await house.submit(row);
    expect(answer.json()).toMatchObject({ status: 'submitted', submission_id: confirmed[0] });
    expect([...bufdir.confirmations.values()]).toEqual(confirmed);
  });

  it('wait for a sender that may still live', async () => {
    const row = await house.stored();
    await house.killed(row, 1);
    expect(problemOf(await house.submit(row))).toEqual([409, 'submission-in-progress']);
    expect(bufdir.received).toEqual([]);
  });

  it('believe a sender that was given up for dead and comes back with a confirmation', async () => {
    const row = await house.stored();
    const first = await submitHeld(row);
    // An hour passes, behind what says that the beginning of an attempt never changes.
    await house.admin.query('alter table grants.bufdir_submission_attempt disable trigger user');
    await change(row, `started_at = started_at - interval '1 hour'`);
    await house.admin.query('alter table grants.bufdir_submission_attempt enable trigger user');
    bufdir.behaviour = 'fail';
    expect((await house.submit(row)).status).toBe(502);
    bufdir.release();
    expect((await first.answer).json()).toMatchObject({ status: 'submitted' });
    expect((await house.read(row)).attempts.map(({ status }) => status)).toEqual([
      'unconfirmed',
      'confirmed',
    ]);
  });

  it('are under way one at a time, and end once, with what came of them', async () => {
    const row = await house.stored();
    await house.killed(row, HOUR_S);
    await expect(house.killed(row, 1)).rejects.toEqual(broken('bufdir_submission_attempt_sending'));
    const ended = 'ended_at = clock_timestamp()';
    for (const [assignments, constraint] of [
      [`status = 'confirmed', ${ended}`, 'bufdir_submission_attempt_confirmation'],
      [`status = 'unconfirmed', ${ended}`, 'bufdir_submission_attempt_reason'],
      [`status = 'unconfirmed', error_code = 'timeout'`, 'bufdir_submission_attempt_ended'],
    ] as const) {
      await expect(change(row, assignments)).rejects.toEqual(broken(constraint));
    }
    await change(row, `status = 'unconfirmed', error_code = 'timeout', ${ended}`);
    await expect(change(row, `status = 'sending', error_code = null, ended_at = null`)).rejects.toEqual(
      broken('bufdir_submission_attempt_final'),
    );
  });

  it('stay as they were', async () => {
    const row = await house.stored();
    await house.submit(row);
    await expect(change(row, `submission_id = 'B-2'`)).rejects.toEqual(
      broken('bufdir_submission_attempt_final'),
    );
    const remove = 'delete from grants.bufdir_submission_attempt where report_id = $1';
    await expect(house.admin.query(remove, [row.id])).rejects.toThrow('never deleted');
    const other = await house.stored();
    await house.killed(other, 1);
    await expect(change(other, `request_hash = repeat('0', 64)`)).rejects.toEqual(
      broken('bufdir_submission_attempt_immutable'),
    );
  });
});
