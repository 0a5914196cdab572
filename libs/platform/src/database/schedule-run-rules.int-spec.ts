import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const CHECK = '23514';
const TRIGGERS = ['slot', 'catch_up', 'manual'] as const;
const OUTCOMES = ['fired', 'skipped', 'failed'] as const;
type Trigger = (typeof TRIGGERS)[number];
type Outcome = (typeof OUTCOMES)[number];

/** What a slot may become; a run by hand that cannot be made is refused instead, and leaves no record. */
const LEGAL: Readonly<Record<Trigger, readonly Outcome[]>> = {
  slot: ['fired', 'skipped', 'failed'],
  catch_up: ['fired', 'skipped', 'failed'],
  manual: ['fired'],
};
const MOVES = TRIGGERS.flatMap((trigger) =>
  OUTCOMES.map((outcome) => ({ trigger, outcome, isLegal: LEGAL[trigger].includes(outcome) })),
);

describe('the rules of a slot', () => {
  const organization = randomUUID();
  const schedule = randomUUID();
  let clone: ClonedDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    client = new pg.Client({ connectionString: clone.systemUrl });
    await client.connect();
    await client.query(
      `insert into platform.organization (id, code, name, updated_at) values ($1, 'S', 'S', now())`,
      [organization],
    );
    await client.query(
      `insert into tenant.tb_report_schedule (id, organization_id, name, report_type, format, cron_expression, owner_id)
       values ($1, $2, 'S', 'x', 'csv', '0 6 * * *', $1)`,
      [schedule, organization],
    );
  });
  afterAll(async () => {
    await client.end();
    await clone.drop();
  });

  /** A row as it should be, with changes. */
  async function become(trigger: Trigger, outcome: Outcome, changes: object = {}): Promise<{ id: string }> {
    const row = {
      scheduled_for: new Date(Date.UTC(2026, 0, 1) + Math.floor(Math.random() * 1e12)).toISOString(),
      job_id: outcome === 'fired' ? randomUUID() : null,
      reason: outcome === 'fired' ? null : 'misfire',
      requested_by_id: trigger === 'manual' ? randomUUID() : null,
      ...changes,
    };
    const { rows } = await client.query<{ id: string }>(
      `insert into tenant.schedule_run
         (id, organization_id, schedule_id, scheduled_for, trigger, outcome, job_id, reason, requested_by_id)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [
        organization,
        schedule,
        row.scheduled_for,
        trigger,
        outcome,
        row.job_id,
        row.reason,
        row.requested_by_id,
      ],
    );
    const [first] = rows;
    if (!first) throw new Error('no row');
    return first;
  }

  it.each(MOVES.filter(({ isLegal }) => isLegal))(
    'lets a slot that came up by $trigger be $outcome',
    async ({ trigger, outcome }) => {
      expect(await become(trigger, outcome)).toHaveProperty('id');
    },
  );

  it.each(MOVES.filter(({ isLegal }) => !isLegal))(
    'refuses $trigger → $outcome',
    async ({ trigger, outcome }) => {
      await expect(become(trigger, outcome)).rejects.toMatchObject({
        code: CHECK,
        constraint: 'schedule_run_transition',
      });
    },
  );

  it.each(OUTCOMES.flatMap((from) => OUTCOMES.map((to) => ({ from, to }))))(
    'refuses to change a slot from $from to $to',
    async ({ from, to }) => {
      const { id } = await become('slot', from);
      const change = client.query('update tenant.schedule_run set outcome = $2 where id = $1', [id, to]);
      await expect(change).rejects.toMatchObject({ code: CHECK, constraint: 'schedule_run_final' });
    },
  );

  it.each([
    ['a fired slot without a job', 'slot', 'fired', { job_id: null }],
    ['a fired slot with a reason', 'slot', 'fired', { reason: 'misfire' }],
    ['a skipped slot with a job', 'slot', 'skipped', { job_id: randomUUID() }],
    ['a failed slot without a reason', 'slot', 'failed', { reason: null }],
    ['a run by hand of nobody', 'manual', 'fired', { requested_by_id: null }],
    ['a slot of the clock that somebody asked for', 'slot', 'fired', { requested_by_id: randomUUID() }],
  ] as const)('refuses %s', async (_, trigger, outcome, changes) => {
    await expect(become(trigger, outcome, changes)).rejects.toMatchObject({ code: CHECK });
  });

  it('keeps one record per schedule and instant', async () => {
    const scheduled_for = '2026-01-01T00:00:00Z';
    await become('slot', 'fired', { scheduled_for });
    await expect(become('catch_up', 'fired', { scheduled_for })).rejects.toMatchObject({ code: '23505' });
  });
});
