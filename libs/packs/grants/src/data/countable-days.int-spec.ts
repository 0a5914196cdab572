import type { RowValues } from '@galley/platform/testing';
import type { ActivityLine } from '../bufdir/figure-rows.js';
import { FigureBench, type FigureQuestion } from '../testing/figure-bench.js';
import type { Attendance, GrantsRows } from '../testing/grants-rows.js';

/** Numbers of mentors and contacts, who are m1 …, c1 …. */
interface Scene {
  readonly type: string;
  readonly values?: RowValues;
  readonly mentors: number;
  readonly contacts: number;
}

describe('BU-C-6: what counts as a day of peer work', () => {
  let bench: FigureBench;
  let rows: GrantsRows;
  let unit: string;
  let mentors: readonly string[];
  let contacts: readonly string[];

  beforeAll(async () => {
    bench = await FigureBench.open();
  });
  beforeEach(async () => {
    rows = await bench.organization();
    unit = await rows.unit('local', 'L', null);
    mentors = await inTurn(3, (number) => rows.mentor(`m${number}`));
    contacts = await inTurn(6, (number) => rows.contact(`c${number}`));
  });
  afterAll(() => bench.close());

  const reasonOf = async (question: FigureQuestion = {}): Promise<unknown> => {
    const [line] = await bench.lines(rows, question);
    expect(line?.is_countable).toBe(line?.exclusion_reason === null);
    return line?.exclusion_reason;
  };
  const insert = (scene: Scene): Promise<string> =>
    rows.activity(unit, scene.type, scene.values, {
      mentors: mentors.slice(0, scene.mentors),
      contacts: contacts.slice(0, scene.contacts),
    });

  const LONG = { duration_min: 90 };
  it.each<[string, string | null, Scene]>([
    ['a conversation in person', null, { type: 'one_to_one', mentors: 1, contacts: 1 }],
    [
      'a conversation by telephone',
      'NOT_IN_PERSON',
      { type: 'one_to_one', values: { is_in_person: false }, mentors: 1, contacts: 1 },
    ],
    ['a conversation that nobody led', 'NO_PEER_MENTOR', { type: 'one_to_one', mentors: 0, contacts: 1 }],
    ['a group of three', null, { type: 'group', values: LONG, mentors: 1, contacts: 3 }],
    [
      'a group of two and its leaders',
      'LT_3_PARTICIPANTS',
      { type: 'group', values: LONG, mentors: 2, contacts: 2 },
    ],
    [
      'a group of three quarters of an hour',
      null,
      { type: 'group', values: { duration_min: 45 }, mentors: 1, contacts: 3 },
    ],
    [
      'a group of 44 minutes',
      'LT_45_MIN',
      { type: 'group', values: { duration_min: 44 }, mentors: 1, contacts: 3 },
    ],
    [
      'a group on the net',
      null,
      { type: 'group', values: { ...LONG, is_in_person: false }, mentors: 1, contacts: 3 },
    ],
    ['a course of twice 45 minutes', null, { type: 'course', values: LONG, mentors: 1, contacts: 1 }],
    [
      'a course of 89 minutes',
      'LT_90_MIN',
      { type: 'course', values: { duration_min: 89 }, mentors: 1, contacts: 3 },
    ],
    [
      'what was held in Sweden',
      'OUTSIDE_NORWAY',
      { type: 'course', values: { ...LONG, location_country: 'SE' }, mentors: 1, contacts: 3 },
    ],
    [
      'what was held nobody says where',
      'OUTSIDE_NORWAY',
      { type: 'course', values: { ...LONG, location_country: null }, mentors: 1, contacts: 3 },
    ],
    ['what is nothing to Bufdir', 'UNMAPPED_TYPE', { type: 'Dugnad', values: LONG, mentors: 1, contacts: 3 }],
    [
      'what breaks every rule is told the first',
      'OUTSIDE_NORWAY',
      {
        type: 'one_to_one',
        values: { location_country: 'SE', is_in_person: false, duration_min: 1 },
        mentors: 0,
        contacts: 0,
      },
    ],
    [
      'too few people are told before too little time',
      'LT_3_PARTICIPANTS',
      { type: 'group', values: { duration_min: 1 }, mentors: 1, contacts: 2 },
    ],
  ])('%s: %s', async (_, reason, scene) => {
    await insert(scene);
    expect(await reasonOf()).toBe(reason);
  });

  it('people whom nobody knows are participants of a group', async () => {
    const activity_id = await insert({ type: 'group', values: LONG, mentors: 1, contacts: 1 });
    await rows.event(unit, 'E', [2], { activity_id });
    expect(await reasonOf()).toBeNull();
  });

  it.each([
    ['2024-v2', 1, 3, 'LT_5_PARTICIPANTS'],
    ['2024-v2', 1, 4, null],
    ['2024-v2', 2, 3, null],
    ['2025-v1', 1, 3, null],
  ])('a course of %s with %d leaders and %d others: %s', async (schema_version, leaders, others, reason) => {
    await insert({ type: 'course', values: LONG, mentors: leaders, contacts: others });
    expect(await reasonOf({ schema_version })).toBe(reason);
  });

  describe('of what a mentor does with the same people on one day', () => {
    const group = (hour: string, attendance: Attendance, values: RowValues = {}): Promise<string> =>
      rows.activity(
        unit,
        'group',
        { date: `2025-05-05T${hour}:00Z`, duration_min: 60, ...values },
        attendance,
      );
    const reasons = async (ids: readonly string[]): Promise<unknown[]> => {
      const lines = new Map(
        (await bench.lines(rows)).map((line): [string, ActivityLine] => [line.source_id, line]),
      );
      return ids.map((id) => lines.get(id)?.exclusion_reason);
    };
    const REPEATED = 'SAME_PARTICIPANTS_SAME_DAY';

    it('the first counts', async () => {
      const [m1, m2, m3] = mentors;
      const people = contacts.slice(0, 3);
      const led = (...by: (string | undefined)[]): Attendance => ({
        mentors: by.filter((id) => id !== undefined),
        contacts: people,
      });
      const ids = [
        await group('14', led(m1, m2)),
        await group('10', led(m1)),
        await group('16', led(m3)),
        await group('18', { mentors: mentors.slice(0, 1), contacts: contacts.slice(0, 4) }),
        await group('10', led(m1), { date: '2025-05-06T10:00Z' }),
        await group('20', led(m1), { type: 'course', duration_min: 90 }),
      ];
      expect(await reasons(ids)).toEqual([REPEATED, null, null, null, null, null]);
    });

    it('what did not count itself stands in nobody’s way', async () => {
      const attendance = { mentors: mentors.slice(0, 1), contacts: contacts.slice(0, 3) };
      const ids = [await group('10', attendance, { duration_min: 30 }), await group('12', attendance)];
      expect(await reasons(ids)).toEqual(['LT_45_MIN', null]);
    });

    it('days are local: 23:30 and 00:30 in Oslo are two', async () => {
      const attendance = { mentors: mentors.slice(0, 1), contacts: contacts.slice(0, 3) };
      const ids = [
        await group('21', attendance, { date: '2025-05-05T21:30Z' }),
        await group('22', attendance, { date: '2025-05-05T22:30Z' }),
      ];
      expect(await reasons(ids)).toEqual([null, null]);
    });

    it('people whom nobody knows are told apart by their number only beside somebody known', async () => {
      const ids = [];
      for (const [place, anonymous] of [5, 5].entries()) {
        const activity_id = await group(`1${place}`, { mentors: mentors.slice(0, 1) });
        await rows.event(unit, `E${place}`, [anonymous], { activity_id });
        ids.push(activity_id);
      }
      expect(await reasons(ids)).toEqual([null, null]);
      for (const [place, anonymous] of [5, 5, 6].entries()) {
        const activity_id = await group(`1${place + 2}`, {
          mentors: mentors.slice(0, 1),
          contacts: contacts.slice(0, 1),
        });
        await rows.event(unit, `F${place}`, [anonymous], { activity_id });
        ids.push(activity_id);
      }
      expect(await reasons(ids)).toEqual([null, null, null, REPEATED, null]);
    });
  });
});

async function inTurn(
  count: number,
  insert: (number: number) => Promise<string>,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= count; number++) ids.push(await insert(number));
  return ids;
}
