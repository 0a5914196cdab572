import { ActingSession, MonitoringRows } from '@galley/pack-monitoring/testing';
import { PackApi } from '../../../../test/support/pack-api.js';

const ROUNDS = 5;
const ATTEMPTS = 200;
const WRITERS = 8;
const DRAFTS = 24;
const COORDINATOR = { roles: ['coordinator'], sub: '0199aaaa-0000-7000-8000-00000000000c' };

/** What came of the attempts of one round. */
interface Tally {
  written: number;
  refused: number;
  /** Begun when the lock had been answered, and written all the same. */
  late: number;
}

/** Must-show 2: the interleavings one by one are libs/packs/monitoring/src/periods/period-locks.int-spec.ts. */
describe('a thousand attempts to write into a period that is being locked', () => {
  let api: PackApi;
  let rows: MonitoringRows;
  let project_id: string;
  let period: string;
  const sessions: ActingSession[] = [];
  const drafts: string[] = [];
  const submitted: string[] = [];
  let serial = 0;

  beforeAll(async () => {
    api = await PackApi.start('monitoring');
    const { admin, database } = api.service;
    const found = await admin.query<{ id: string }>(
      `select id from platform.organization where code = 'demo'`,
    );
    const organization_id = found.rows[0]?.id ?? '';
    rows = new MonitoringRows(admin, organization_id);
    project_id = await rows.project(await rows.program('P'), 'P1');
    period = await rows.quarter(project_id, 1);
    drafts.push(...(await values('I', DRAFTS, 'draft')));
    submitted.push(...(await values('S', Math.ceil((ROUNDS * ATTEMPTS) / 3), 'submitted')));
    for (let place = 0; place < WRITERS; place += 1) {
      sessions.push(await ActingSession.open(database, organization_id, 'coordinator'));
    }
  });
  afterAll(async () => {
    await Promise.all(sessions.map((session) => session.end()));
    await api?.stop();
  });

  /** Values of the period, each of an indicator of its own: `I0`, `I1` and so on; answers their ids. */
  async function values(prefix: string, count: number, status: string): Promise<string[]> {
    const { admin } = api.service;
    const made = await admin.query<{ id: string }>(
      `insert into monitoring.indicator (id, organization_id, code, name)
       select gen_random_uuid(), $1, $2 || n, $2 || n from generate_series(0, $3::integer - 1) n order by n returning id`,
      [rows.organization_id, prefix, count],
    );
    const indicators = made.rows.map(({ id }) => id);
    await admin.query(
      `insert into monitoring.project_indicator (id, organization_id, project_id, indicator_id)
       select gen_random_uuid(), $1, $2, indicator from unnest($3::uuid[]) indicator`,
      [rows.organization_id, project_id, indicators],
    );
    const written = await admin.query<{ id: string }>(
      `insert into monitoring.indicator_report (id, organization_id, project_id, indicator_id, reporting_period_id, value, status)
       select gen_random_uuid(), $1, $2, indicator, $4, 0, $5 from unnest($3::uuid[]) indicator returning id`,
      [rows.organization_id, project_id, indicators, period, status],
    );
    return written.rows.map(({ id }) => id);
  }
  const call = async (method: string, path: string, body: object): Promise<boolean> => {
    const { status, body: answer } = await api.call(method, `indicator-reports${path}`, body, COORDINATOR);
    // Two who write the same may meet; nothing else but the lock refuses.
    const isKnown =
      status < 300 || ['period-locked', 'conflict', 'invalid-transition'].includes(answer.code ?? '');
    if (!isKnown) throw new Error(JSON.stringify(answer));
    return status < 300;
  };
  const inOne = async (
    session: ActingSession,
    statements: readonly (readonly [string, unknown[]])[],
  ): Promise<boolean> => {
    await session.query('begin');
    try {
      for (const [text, values] of statements) await session.query(text, values);
      await session.query('commit');
      return true;
    } catch (error) {
      await session.query('rollback');
      if (String((error as { constraint?: unknown }).constraint).endsWith('_period_locked')) return false;
      if ((error as { code?: unknown }).code === '40P01') return false;
      throw error;
    }
  };
  const SET = 'update monitoring.indicator_report set value = $2, version = version + 1 where id = $1';

  /** One attempt, of six kinds in turn; whether it was written. */
  function attempt(session: ActingSession): Promise<boolean> {
    const n = (serial += 1);
    const draft = (step: number): string => drafts[(n + step) % DRAFTS] ?? '';
    switch (n % 6) {
      case 0:
        return call('PATCH', `/${draft(0)}`, { value: String(n) });
      case 1:
        return call('POST', `/${submitted.shift()}/approve`, {});
      case 2: {
        const item = (step: number): object => ({
          indicator_code: `I${(n + step) % DRAFTS}`,
          project_id,
          reporting_period_id: period,
          value: String(n),
        });
        return call('POST', '/bulk', { items: [item(0), item(1), item(2)] });
      }
      case 3:
        return inOne(
          session,
          [0, 1, 2].map((step) => [SET, [draft(step), n]] as const),
        );
      case 4:
        return inOne(session, [
          [`update monitoring.indicator_report set status = 'approved' where id = $1`, [submitted.shift()]],
          [SET, [draft(0), n]],
        ]);
      default:
        return inOne(session, [
          [
            `insert into monitoring.indicator_report (id, organization_id, indicator_id, project_id, value, start_date, end_date)
             select gen_random_uuid(), organization_id, indicator_id, project_id, $2, start_date,
               start_date + (select count(*)::integer % 80 from monitoring.indicator_report)
             from monitoring.indicator_report where id = $1 on conflict do nothing`,
            [draft(0), n],
          ],
        ]);
    }
  }

  /** Everything that figures of the period are made of. */
  async function snapshot(): Promise<readonly unknown[]> {
    const found = await api.service.admin.query(
      `select id, value, status, version, deleted_at, xmin::text from monitoring.indicator_report
       where project_id = $1 and end_date <= '2026-03-31' order by id`,
      [project_id],
    );
    return found.rows;
  }

  it(`ME-3: none of them is written once the lock is (${ROUNDS} rounds of ${ATTEMPTS})`, async () => {
    const rounds: Tally[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const tally: Tally = { written: 0, refused: 0, late: 0 };
      let left = ATTEMPTS;
      let isLocked = false;
      let locking: Promise<readonly unknown[]> | undefined;
      const lock = async (): Promise<readonly unknown[]> => {
        const { status } = await api.call('POST', `reporting-periods/${period}/lock`, { force: true });
        const seen = await snapshot();
        isLocked = true;
        expect(status).toBe(200);
        return seen;
      };
      const write = async (session: ActingSession): Promise<void> => {
        while (left > 0) {
          left -= 1;
          if (left === ATTEMPTS / 2) locking = lock();
          const isLate = isLocked;
          const isWritten = await attempt(session);
          if (isWritten && isLate) tally.late += 1;
          if (isWritten) tally.written += 1;
          else tally.refused += 1;
        }
      };
      await Promise.all(sessions.map(write));
      expect(await snapshot()).toEqual(await locking);
      rounds.push(tally);
      await api.call('POST', `reporting-periods/${period}/unlock`, { reason: 'The next round' });
    }
    for (const { written, refused, late } of rounds) {
      expect([written + refused, late]).toEqual([ATTEMPTS, 0]);
      // Both happened: it was a race.
      expect(Math.min(written, refused)).toBeGreaterThan(WRITERS);
    }
  });
});
