import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const CHECK = '23514';
const STATES = ['active', 'paused', 'stopped', 'ended'] as const;
type State = (typeof STATES)[number];

/** Every legal step; all the others are refused. */
const LEGAL: Readonly<Record<State, readonly State[]>> = {
  active: ['active', 'paused', 'stopped', 'ended'],
  paused: ['paused', 'active', 'stopped'],
  stopped: ['stopped', 'active'],
  ended: ['ended', 'active'],
};
const STEPS = STATES.flatMap((from) => STATES.map((to) => ({ from, to, isLegal: LEGAL[from].includes(to) })));

/** The columns that make a state. */
const COLUMNS: Readonly<Record<State, string>> = {
  active: `is_active = true, paused_at = null, stopped_reason = null`,
  paused: `is_active = true, paused_at = now(), stopped_reason = null`,
  stopped: `is_active = false, paused_at = null, stopped_reason = 'disabled'`,
  ended: `is_active = false, paused_at = null, stopped_reason = 'ended'`,
};

interface Row {
  readonly id: string;
  readonly is_active: boolean;
  readonly paused_at: Date | null;
  readonly stopped_reason: string | null;
  readonly time_of_day: string | null;
  readonly next_run_at: Date | null;
}

const DAILY = {
  name: 'S',
  report_type: 'x',
  format: 'csv',
  frequency: 'daily',
  time_of_day: '06:00',
  schedule_config: { timezone: 'Europe/Oslo' },
};
const CRON = { ...DAILY, frequency: null, time_of_day: null, cron_expression: '0 6 * * *' };

describe('the rules of a schedule', () => {
  const organization = randomUUID();
  let clone: ClonedDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    client = new pg.Client({ connectionString: clone.systemUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await clone.drop();
  });

  async function create(values: object = DAILY): Promise<Row> {
    const row = { id: randomUUID(), organization_id: organization, owner_id: organization, ...values };
    const columns = Object.keys(row).join(', ');
    const { rows } = await client.query<Row>(
      `insert into tenant.tb_report_schedule (${columns})
       select ${columns} from jsonb_populate_record(null::tenant.tb_report_schedule, $1) returning *`,
      [JSON.stringify(row)],
    );
    return one(rows);
  }

  async function change({ id }: Row, assignments: string): Promise<Row> {
    const { rows } = await client.query<Row>(
      `update tenant.tb_report_schedule set ${assignments} where id = $1 returning *`,
      [id],
    );
    return one(rows);
  }

  async function at(state: State): Promise<Row> {
    const row = await create();
    return state === 'active' ? row : change(row, COLUMNS[state]);
  }

  async function computed(from: string): Promise<Date | null> {
    const { rows } = await client.query<{ next: Date | null }>(
      `select public.calculate_next_run_time('daily', null, null, '06:00', 'Europe/Oslo', ${from}) as next`,
    );
    return rows[0]?.next ?? null;
  }

  it.each(STEPS.filter((step) => step.isLegal))(
    'lets a schedule go from $from to $to',
    async ({ from, to }) => {
      const row = await change(await at(from), COLUMNS[to]);
      expect(row.is_active).toBe(to === 'active' || to === 'paused');
      expect(row.next_run_at === null).toBe(to !== 'active');
    },
  );

  it.each(STEPS.filter((step) => !step.isLegal))('refuses $from to $to', async ({ from, to }) => {
    await expect(change(await at(from), COLUMNS[to])).rejects.toMatchObject({
      code: CHECK,
      constraint: 'tb_report_schedule_transition',
    });
  });

  it.each([
    ['paused', { paused_at: new Date() }],
    ['ended', { is_active: false, stopped_reason: 'ended' }],
  ])('refuses a schedule that is born %s', async (_state, values) => {
    await expect(create({ ...DAILY, ...values })).rejects.toMatchObject({ code: CHECK });
  });

  it('names a reason for every schedule that is switched off, and forgets it afterwards', async () => {
    const off = await change(await create(), 'is_active = false');
    expect(off.stopped_reason).toBe('disabled');
    const on = await change(off, 'is_active = true');
    expect([on.stopped_reason, on.paused_at]).toEqual([null, null]);
  });

  it('ends a pause when a schedule is switched off', async () => {
    const off = await change(await at('paused'), `is_active = false, stopped_reason = 'owner-gone'`);
    expect(off).toMatchObject({ paused_at: null, stopped_reason: 'owner-gone' });
  });

  describe('keep the next slot', () => {
    it('of a frequency: computed, whatever its writer says', async () => {
      const row = await create({ ...DAILY, next_run_at: '2020-01-01T00:00:00Z' });
      expect(row.next_run_at).toEqual(await computed('now()'));
    });

    it('of a cron expression: as the scheduler says', async () => {
      const row = await create({ ...CRON, next_run_at: '2030-01-01T05:00:00Z' });
      expect(row.next_run_at).toEqual(new Date('2030-01-01T05:00:00Z'));
    });

    it('when only something else changes', async () => {
      const moved = await change(await create(), `next_run_at = '2030-06-01T04:00:00Z'`);
      const renamed = await change(moved, `name = 'T', filters = '{"a": 1}', fired_count = fired_count + 1`);
      expect(renamed.next_run_at).toEqual(new Date('2030-06-01T04:00:00Z'));
    });

    it.each([`time_of_day = '06:00', day_of_week = 1`, `schedule_config = '{"timezone": "Asia/Bangkok"}'`])(
      'no longer when its times change: %s',
      async (assignments) => {
        const moved = await change(await create(), `next_run_at = '2030-06-01T04:00:00Z'`);
        const changed = await change(moved, assignments);
        expect(changed.next_run_at?.getTime()).toBeLessThan(Date.now() + 2 * 86_400_000);
      },
    );

    it('never of one that is not active, and computed anew when it is again', async () => {
      const paused = await at('paused');
      expect(paused.next_run_at).toBeNull();
      expect((await change(paused, `next_run_at = now()`)).next_run_at).toBeNull();
      const resumed = await change(paused, 'paused_at = null');
      expect(resumed.next_run_at).toEqual(await computed('now()'));
    });

    it('of one on demand: none', async () => {
      expect((await create({ ...DAILY, frequency: 'on_demand' })).next_run_at).toBeNull();
    });
  });

  it('gives a frequency without a time the default of the source', async () => {
    expect((await create({ ...DAILY, time_of_day: null })).time_of_day).toBe('06:00');
  });

  it.each([
    ['cron and frequency', { cron_expression: '0 6 * * *' }, 'one_timing'],
    ['neither cron nor frequency', { frequency: null }, 'one_timing'],
    ['neither template nor type', { report_type: null }, 'template'],
    ['a weekly one without a day', { frequency: 'weekly' }, 'day_of_week'],
    ['a weekday beyond Saturday', { frequency: 'weekly', day_of_week: 7 }, 'day_of_week'],
    ['a monthly one without a day', { frequency: 'monthly' }, 'day_of_month'],
    ['a quarterly one without a day', { frequency: 'quarterly' }, 'day_of_month'],
    ['a 32nd', { day_of_month: 32 }, 'day_of_month'],
    ['a month 0', { month: 0 }, 'month'],
    ['24:00', { time_of_day: '24:00' }, 'time_of_day'],
    ['6:00', { time_of_day: '6:00' }, 'time_of_day'],
    ['a zone nobody knows', { schedule_config: { timezone: 'Europe/Atlantis' } }, 'timezone'],
    ['an offset for a zone', { schedule_config: { timezone: '+02:00' } }, 'timezone'],
  ])('refuse %s', async (_what, values, constraint) => {
    // Without a trigger's own computation in the way: a stopped schedule has no next slot.
    await expect(create({ ...DAILY, is_active: false, ...values })).rejects.toMatchObject({
      code: CHECK,
      constraint: `tb_report_schedule_${constraint}`,
    });
  });

  it('keep a schedule in its organization', async () => {
    await expect(change(await create(), 'organization_id = gen_random_uuid()')).rejects.toMatchObject({
      constraint: 'tb_report_schedule_identity',
    });
  });
});

function one(rows: readonly Row[]): Row {
  const [row] = rows;
  if (!row) throw new Error('no row');
  return row;
}
