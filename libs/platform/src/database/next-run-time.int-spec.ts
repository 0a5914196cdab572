import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { nextInstant, readTiming } from '../../../schedule/src/index.js';
import { frequencyCases } from '../../../schedule/src/testing/cases.js';

const ZONES = [
  'UTC',
  'America/New_York',
  'Europe/Oslo',
  'Pacific/Auckland',
  'Australia/Lord_Howe',
  'America/Santiago',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Apia',
  'Antarctica/Troll',
  'Asia/Bangkok',
];
const FREQUENCIES = ['daily', 'weekly', 'monthly', 'quarterly', 'annual'] as const;
/** Each draw is tried at and around the changes of its zone too. */
const DRAWS = 3_000;

interface Question {
  readonly frequency: string;
  readonly day_of_week: number | null;
  readonly day_of_month: number | null;
  readonly month: number | null;
  readonly time_of_day: string;
  readonly timezone: string;
  readonly from: string;
}

describe('calculate_next_run_time', () => {
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

  /** All answers in one statement. */
  async function answers(questions: readonly Question[]): Promise<(string | null)[]> {
    const { rows } = await client.query<{ next: Date | null }>(
      `select public.calculate_next_run_time(q.frequency, q.day_of_week, q.day_of_month, q.time_of_day, q.timezone,
         q."from", q.month) as next
       from jsonb_to_recordset($1) as q(frequency public.report_frequency, day_of_week integer,
         day_of_month integer, month integer, time_of_day time, timezone text, "from" timestamptz)`,
      [JSON.stringify(questions)],
    );
    return rows.map(({ next }) => next?.toISOString() ?? null);
  }

  it('answers every case of next-run.json', async () => {
    const cases = frequencyCases();
    expect(cases.length).toBe(90);
    const expected = cases.map(({ next }) => next && new Date(next).toISOString());
    expect(await answers(cases.map((one) => ({ ...one, month: null })))).toEqual(expected);
  });

  it('is called as the source calls it, with texts for its arguments', async () => {
    const call = async (text: string) =>
      (await client.query<{ at: Date }>(`select ${text} as at`)).rows[0]?.at;
    const monday = `calculate_next_run_time('weekly'::report_frequency, 1, NULL, '06:00:00', 'America/New_York', '2026-01-05T11:00Z')`;
    expect(await call(monday)).toEqual(new Date('2026-01-12T11:00:00Z'));
    const plain = await call(`calculate_next_run_time('weekly', 1, NULL, '06:00', 'UTC', now())`);
    expect(plain?.getTime()).toBeGreaterThan(Date.now());
    expect(await call(`calculate_next_run_time('on_demand', NULL, NULL, '06:00', 'UTC', now())`)).toBeNull();
  });

  it.each([
    `'weekly', null, null, '06:00', 'UTC'`,
    `'weekly', 7, null, '06:00', 'UTC'`,
    `'weekly', -1, null, '06:00', 'UTC'`,
    `'monthly', null, null, '06:00', 'UTC'`,
    `'quarterly', null, 0, '06:00', 'UTC'`,
    `'annual', null, 32, '06:00', 'UTC'`,
    `'daily', null, null, '24:00', 'UTC'`,
    `'daily', null, null, null, 'UTC'`,
    `'daily', null, null, '06:00', 'Europe/Atlantis'`,
    `'daily', null, null, '06:00', 'EST'`,
    `'daily', null, null, '06:00', '+02:00'`,
    `'daily', null, null, '06:00', 'EST5EDT4'`,
    `'daily', null, null, '06:00', null`,
  ])('refuses %s', async (given) => {
    await expect(
      client.query(`select public.calculate_next_run_time(${given}, '2026-01-01T00:00Z')`),
    ).rejects.toMatchObject({ code: '22023' });
  });

  it('goes through the month of a quarterly or annual schedule', async () => {
    const base = { day_of_week: null, day_of_month: 31, time_of_day: '06:00', timezone: 'UTC' };
    const from = '2026-01-31T06:00:00Z';
    expect(
      await answers([
        { ...base, frequency: 'quarterly', month: 2, from },
        { ...base, frequency: 'quarterly', month: 11, from },
        { ...base, frequency: 'annual', month: 9, from },
      ]),
    ).toEqual(['2026-02-28T06:00:00.000Z', '2026-02-28T06:00:00.000Z', '2026-09-30T06:00:00.000Z']);
  });

  it('agrees with the engine in TypeScript everywhere and always', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const draw = drawing(seed);
    const questions = Array.from({ length: DRAWS }, () => question(draw));
    const expected = questions.map(
      (one) => nextInstant(readTiming(one), new Date(one.from))?.toISOString() ?? null,
    );
    const given = await answers(questions);
    const different = questions
      .map((one, index) => ({ ...one, sql: given[index], typescript: expected[index], seed }))
      .filter(({ sql, typescript }) => sql !== typescript);
    expect(different).toEqual([]);
  }, 60_000);
});

type Draw = (low: number, high: number) => number;

/** Numbers that a printed seed gives again (mulberry32). */
function drawing(seed: number): Draw {
  let state = seed;
  return (low, high) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return low + (((mixed ^ (mixed >>> 14)) >>> 0) % (high - low + 1));
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Half of them in the hours and months in which clocks change, of years whose rules are settled. */
function question(draw: Draw): Question {
  const year = draw(1996, 2036);
  const isNearChange = draw(0, 1) === 1;
  const month = isNearChange ? [2, 3, 8, 9, 10][draw(0, 4)] : draw(0, 11);
  const from = new Date(Date.UTC(year, month, draw(1, 31), draw(0, 23), draw(0, 59), draw(0, 59)));
  const hour = isNearChange ? draw(0, 3) : draw(0, 23);
  return {
    frequency: FREQUENCIES[isNearChange ? draw(0, 1) : draw(0, 4)] ?? 'daily',
    day_of_week: isNearChange ? 0 : draw(0, 6),
    day_of_month: draw(1, 31),
    month: draw(0, 1) === 0 ? null : draw(1, 12),
    time_of_day: `${two(hour)}:${two(draw(0, 59))}`,
    timezone: ZONES[draw(0, ZONES.length - 1)] ?? 'UTC',
    from: from.toISOString(),
  };
}
