import type { RowValues } from '@galley/platform/testing';
import { FigureBench } from '../testing/figure-bench.js';
import type { MonitoringRows } from '../testing/monitoring-rows.js';

interface PeopleRow {
  readonly project_id: string | null;
  readonly period_label: string | null;
  readonly sex: string | null;
  readonly age_band: string | null;
  readonly activity_id: string | null;
  readonly attendances: string;
  readonly people: string;
  readonly new_people: string;
  readonly direct: string;
  readonly indirect: string;
}

describe('people who take part', () => {
  let bench: FigureBench;
  let rows: MonitoringRows;
  let p1: string;
  let p2: string;
  const activities: Record<string, string> = {};

  beforeAll(async () => {
    bench = await FigureBench.open();
  });
  afterAll(() => bench?.close());
  beforeEach(async () => {
    rows = await bench.organization();
    const program = await rows.program('A');
    [p1, p2] = [await rows.project(program, 'P1'), await rows.project(program, 'P2')];
    for (const project of [p1, p2])
      for (const quarter of [1, 2] as const) await rows.quarter(project, quarter);
    for (const [code, project_id] of [
      ['A1', p1],
      ['A2', p1],
      ['A3', p2],
    ] as const)
      activities[code] = await rows.insert('activity', { project_id, code, title: code });
  });

  const participant = (code: string, values: RowValues = {}): Promise<string> =>
    rows.insert('participant', { code, consent: true, ...values });

  const attend = (participant_id: string, activity: string, attended_on: string): Promise<string> =>
    rows.insert('activity_participant', {
      participant_id,
      activity_id: activities[activity],
      project_id: activity === 'A3' ? p2 : p1,
      attended_on,
    });

  const ask = (
    p_by: string,
    { projects = [p1, p2], from = '2026-01-01', to = '2026-06-30' }: Question = {},
  ): Promise<PeopleRow[]> =>
    bench.ask<PeopleRow>(
      rows.organization_id,
      `SELECT * FROM monitoring.people_figures($1, $2, $3, $4) ORDER BY period_start, sex, age_band, people DESC`,
      [projects, from, to, p_by],
    );

  /** A1 {1, 2, 3} in Q1, A2 {2, 3, 4} and A3 {4, 5} in Q2. */
  async function insertMeC10(): Promise<void> {
    const people: string[] = [];
    for (const code of ['1', '2', '3', '4', '5']) people.push(await participant(code));
    const at = async (activity: string, numbers: readonly number[], day: string): Promise<void> => {
      for (const number of numbers) await attend(people[number - 1] ?? '', activity, day);
    };
    await at('A1', [1, 2, 3], '2026-02-01');
    await at('A2', [2, 3, 4], '2026-05-01');
    await at('A3', [4, 5], '2026-06-30');
  }

  it('ME-C10: are counted once at every scope, so that no figure is the sum of others', async () => {
    await insertMeC10();
    expect(await ask('total')).toMatchObject([
      { attendances: '8', people: '5', new_people: '5', direct: '5' },
    ]);
    const byProject = await ask('project');
    expect(byProject.map(({ project_id, people }) => [project_id, people])).toEqual([
      [p1, '4'],
      [p2, '2'],
    ]);
    const byPeriod = await ask('period');
    expect(
      byPeriod.map(({ period_label, people, new_people }) => [period_label, people, new_people]),
    ).toEqual([
      ['Q1 2026', '3', '3'],
      ['Q2 2026', '4', '2'],
    ]);
    expect(await ask('total', { from: '2026-04-01' })).toMatchObject([{ people: '4', new_people: '2' }]);
    expect((await ask('activity')).map(({ people }) => people)).toEqual(['3', '3', '2']);
  });

  it('ME-C10: to a project, whoever took part in another one only is new', async () => {
    await insertMeC10();
    const [found] = await ask('total', { from: '2026-04-01', projects: [p2] });
    expect(found).toMatchObject({ people: '2', new_people: '2' });
    expect((await ask('project', { from: '2026-04-01' })).map(({ new_people }) => new_people)).toEqual([
      '1',
      '2',
    ]);
  });

  it('ME-17: are one person under one key, with one household, whose members are not among them', async () => {
    const [first, second, other] = [
      await participant('A', { person_key: 'K', sex: 'female', birth_date: '1990-01-01' }),
      await participant('B', { person_key: 'K' }),
      await participant('C', { sex: 'male', birth_date: '2020-06-01' }),
    ];
    const household = async (participant_id: string, members: readonly RowValues[]): Promise<void> => {
      for (const [line, values] of members.entries())
        await rows.insert('household_member', { participant_id, line_no: line + 1, ...values });
    };
    await household(first, [
      { sex: 'male', age: 40 },
      { sex: 'female', age: 3 },
    ]);
    await household(second, [{ sex: 'male', age: 40 }]);
    await household(other, [{ sex: 'female' }]);
    await attend(first, 'A1', '2026-01-10');
    await attend(second, 'A2', '2026-02-10');
    await attend(other, 'A3', '2026-02-10');
    expect(await ask('total')).toMatchObject([{ attendances: '3', people: '2', direct: '2', indirect: '3' }]);
    expect((await ask('sex')).map(({ sex, direct, indirect }) => [sex, direct, indirect])).toEqual([
      ['female', '1', '2'],
      ['male', '1', '1'],
    ]);
    expect((await ask('age')).map(({ age_band, direct, indirect }) => [age_band, direct, indirect])).toEqual([
      ['0-4', '0', '1'],
      ['25-59', '1', '1'],
      ['5-11', '1', '0'],
      ['unknown', '0', '1'],
    ]);
    expect((await ask('sex_age')).map(({ sex, age_band, people }) => [sex, age_band, people])).toContainEqual(
      ['female', '25-59', '1'],
    );
  });

  it.each([
    ['2021-02-02', '0-4'],
    ['2021-02-01', '5-11'],
    ['2008-02-02', '12-17'],
    ['2008-02-01', '18-24'],
    ['1966-02-02', '25-59'],
    ['1966-02-01', '60+'],
    ['2026-02-02', 'unknown'],
    [null, 'unknown'],
  ])(
    'who was born on %s is %s on 2026-02-01, and stays so in a range that begins then',
    async (birth_date, band) => {
      const id = await participant('X', { birth_date });
      await attend(id, 'A1', '2026-02-01');
      await attend(id, 'A1', '2026-02-28');
      expect(await ask('age')).toMatchObject([{ age_band: band, attendances: '2', people: '1' }]);
    },
  );

  it('are none where nobody was', async () => {
    expect(await ask('total')).toMatchObject([{ attendances: '0', people: '0', indirect: '0' }]);
    expect(await ask('sex')).toEqual([]);
  });

  it('are not told of another organization', async () => {
    await insertMeC10();
    rows = await bench.organization();
    expect(await ask('total')).toMatchObject([{ people: '0' }]);
  });
});

interface Question {
  readonly projects?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}
