import type { ActivityLine } from '../bufdir/figure-rows.js';
import { insertBu1 } from '../testing/bu-1.js';
import { FigureBench } from '../testing/figure-bench.js';
import type { GrantsRows } from '../testing/grants-rows.js';

describe('lines of a period', () => {
  let bench: FigureBench;

  beforeAll(async () => {
    bench = await FigureBench.open();
  });
  afterAll(() => bench.close());

  const lineOf = (lines: readonly ActivityLine[], id: string | undefined): ActivityLine | undefined =>
    lines.find(({ source_id }) => source_id === id);

  describe('of BU-1', () => {
    it('BU-B-8: are the approved activities alone', async () => {
      const rows = await bench.organization();
      const { activities } = await insertBu1(rows);
      const counted = (await bench.lines(rows)).map(({ source_id }) => source_id);
      const expected = ['a1', 'a2', 'a3', 'a4', 'a5', 'a9', 'a10'].map((name) => activities[name]);
      expect(new Set(counted)).toEqual(new Set(expected));
    });

    it('BU-C-6: say why two of the seven do not count as a day', async () => {
      const rows = await bench.organization();
      const { activities } = await insertBu1(rows);
      const lines = await bench.lines(rows);
      expect(lineOf(lines, activities.a3)?.exclusion_reason).toBe('LT_3_PARTICIPANTS');
      expect(lineOf(lines, activities.a9)?.exclusion_reason).toBe('LT_45_MIN');
      const countable = lines.filter(({ is_countable }) => is_countable);
      const expected = ['a1', 'a2', 'a4', 'a5', 'a10'].map((name) => activities[name]);
      expect(new Set(countable.map(({ source_id }) => source_id))).toEqual(new Set(expected));
      expect(countable.every(({ exclusion_reason }) => exclusion_reason === null)).toBe(true);
    });
  });

  describe('by the local day', () => {
    // [instant, zone, local day; null = not of 2025]
    it.each([
      ['2024-12-31T22:59:59Z', 'Europe/Oslo', null],
      ['2024-12-31T23:00:00Z', 'Europe/Oslo', '2025-01-01'],
      ['2025-12-31T22:59:59Z', 'Europe/Oslo', '2025-12-31'],
      ['2025-12-31T23:00:00Z', 'Europe/Oslo', null],
      // Both hours of the night when clocks go back, and midnight on either side of the night when they go forward.
      ['2025-10-26T00:30:00Z', 'Europe/Oslo', '2025-10-26'],
      ['2025-10-26T01:30:00Z', 'Europe/Oslo', '2025-10-26'],
      ['2025-10-25T21:59:59Z', 'Europe/Oslo', '2025-10-25'],
      ['2025-10-25T22:00:00Z', 'Europe/Oslo', '2025-10-26'],
      ['2025-10-26T23:00:00Z', 'Europe/Oslo', '2025-10-27'],
      ['2025-03-29T23:00:00Z', 'Europe/Oslo', '2025-03-30'],
      ['2025-03-30T22:00:00Z', 'Europe/Oslo', '2025-03-31'],
      ['2025-12-31T12:00:00Z', 'Pacific/Kiritimati', null],
      ['2026-01-01T11:59:59Z', 'Etc/GMT+12', '2025-12-31'],
    ])('BU-C-1: %s in %s is of %s', async (date, timezone, day) => {
      const rows = await bench.organization();
      await rows.activity(await rows.unit('local', 'L', null), 'group', { date });
      const lines = await bench.lines(rows, { timezone });
      expect(lines.map(({ local_date }) => local_date)).toEqual(day === null ? [] : [day]);
    });

    it('a day of twenty-five hours is one day of the period', async () => {
      const rows = await bench.organization();
      const unit = await rows.unit('local', 'L', null);
      for (const date of ['2025-10-25T22:00Z', '2025-10-26T22:59Z', '2025-10-26T23:00Z', '2025-10-25T21:59Z'])
        await rows.activity(unit, 'group', { date });
      const day = { date_from: '2025-10-26', date_to: '2025-10-26' };
      expect(await bench.lines(rows, day)).toHaveLength(2);
    });
  });

  // Clocks go back to midnight, an hour after it: the day has it twice. Go forward at midnight: the day has none.
  it.each([
    ['Atlantic/Azores', '2025-10-26', '2025-10-26T00:00:00Z', '2025-10-27T01:00:00Z'],
    ['America/Havana', '2025-11-02', '2025-11-02T04:00:00Z', '2025-11-03T05:00:00Z'],
    ['America/Havana', '2025-03-09', '2025-03-09T05:00:00Z', '2025-03-10T04:00:00Z'],
    ['Africa/Cairo', '2025-04-25', '2025-04-24T22:00:00Z', '2025-04-25T21:00:00Z'],
  ])('BU-C-1: in %s %s lasts from %s to %s', async (timezone, day, from, to) => {
    const rows = await bench.organization();
    const unit = await rows.unit('local', 'L', null);
    for (const instant of [from, to])
      for (const second of [-1, 0])
        await rows.activity(unit, 'group', { date: new Date(Date.parse(instant) + second * 1000) });
    const lines = await bench.lines(rows, { timezone, date_from: day, date_to: day });
    expect(lines.map(({ local_date }) => local_date)).toEqual([day, day]);
    const until = await bench.lines(rows, { timezone, date_from: '2025-01-01', date_to: dayBefore(day) });
    expect(until.map(({ local_date }) => local_date)).toEqual([dayBefore(day)]);
  });

  describe('BU-B-10: map types', () => {
    it('by the words of each organization, however they are capitalised, else by the key itself', async () => {
      const [a, b] = [await bench.organization(), await bench.organization()];
      await a.label('Treff', 'group');
      await b.label('Samling', 'group');
      for (const rows of [a, b]) {
        const unit = await rows.unit('local', 'L', null);
        for (const type of ['TREFF', 'samling', 'Course', 'one_to_one']) await rows.activity(unit, type);
      }
      expect(await typesOf(a)).toEqual({
        TREFF: 'group',
        samling: 'other',
        Course: 'course',
        one_to_one: 'one_to_one',
      });
      expect(await typesOf(b)).toEqual({
        TREFF: 'other',
        samling: 'group',
        Course: 'course',
        one_to_one: 'one_to_one',
      });
    });

    it('an own label goes before a key, and one that the schema does not know maps to nothing', async () => {
      const rows = await bench.organization();
      await rows.label('course', 'group');
      await rows.label('Leir', 'camp');
      await rows.label('Styremøte', 'other');
      const unit = await rows.unit('local', 'L', null);
      for (const type of ['course', 'Leir', 'Styremøte']) await rows.activity(unit, type);
      expect(await typesOf(rows)).toEqual({ course: 'group', Leir: 'other', Styremøte: 'other' });
    });

    async function typesOf(rows: GrantsRows): Promise<object> {
      return Object.fromEntries((await bench.lines(rows)).map(({ type, type_key }) => [type, type_key]));
    }
  });

  describe('BU-C-11: people', () => {
    let rows: GrantsRows;
    let unit: string;

    beforeEach(async () => {
      rows = await bench.organization();
      unit = await rows.unit('local', 'L', null);
    });

    it('who are contacts and attendees are one by their person key, and the unknown take part without being anybody', async () => {
      const kari = await rows.contact('C1', { person_key: 'kari' });
      const ola = await rows.contact('C2');
      const activity_id = await rows.activity(unit, 'group', {}, { contacts: [kari, ola] });
      await rows.event(unit, 'E1', ['kari', 'C2', 'guest', 7], { activity_id });
      await rows.event(unit, 'E2', ['guest', 2], { activity_id });
      const [line, ...more] = await bench.lines(rows);
      expect(more).toEqual([]);
      expect(line).toMatchObject({
        kind: 'activity',
        source_id: activity_id,
        person_keys: [`contact:${ola}`, 'guest', 'kari'],
        participations: 12,
        anonymous: 9,
        events: 2,
      });
    });

    it('who are in the register twice are one, of one category', async () => {
      const category_id = await rows.insert('contact_category', { code: 'MEMBER', name: 'Member' });
      const twice = [
        await rows.contact('C1', { person_key: 'kari' }),
        await rows.contact('C2', { person_key: 'kari', category_id }),
      ];
      await rows.activity(unit, 'group', {}, { contacts: twice });
      await rows.activity(unit, 'group', {}, { contacts: twice.slice(0, 1) });
      expect(
        (await bench.lines(rows)).map(({ person_keys, person_categories }) => [
          person_keys,
          person_categories,
        ]),
      ).toEqual([
        [['kari'], ['MEMBER']],
        [['kari'], ['MEMBER']],
      ]);
      const [figures] = await bench.summary(rows);
      expect(figures).toMatchObject({ participations: 2, unique_participants: 1 });
    });

    it('a key of somebody goes before the code of somebody else', async () => {
      await rows.contact('anna');
      await rows.contact('C2', { person_key: 'anna' });
      const activity_id = await rows.activity(unit, 'group');
      await rows.event(unit, 'E', ['anna'], { activity_id });
      expect((await bench.lines(rows))[0]?.person_keys).toEqual(['anna']);
    });

    it('of an event without an activity count, but it is no activity', async () => {
      const contact = await rows.contact('C1');
      const event = await rows.event(unit, 'E', ['C1', 3]);
      await rows.event(unit, 'LATE', ['C1'], { date: '2025-12-31T23:00Z' });
      const lines = await bench.lines(rows);
      expect(lines).toEqual([
        expect.objectContaining({
          kind: 'event',
          source_id: event,
          type: null,
          type_key: null,
          minutes: 0,
          mentor_ids: [],
          person_keys: [`contact:${contact}`],
          participations: 4,
          events: 1,
          is_countable: false,
          exclusion_reason: null,
        }),
      ]);
      const summary = await bench.summary(rows);
      expect(summary[0]).toMatchObject({ activities: 0, unique_participants: 1, anonymous: 3, events: 1 });
      expect(summary.filter(({ level }) => level === 'type')).toEqual([]);
    });

    it('of an event count with its activity, or not at all', async () => {
      const waiting = await rows.activity(unit, 'group', { approval_status: 'pending' });
      await rows.event(unit, 'E1', ['a'], { activity_id: waiting });
      const elsewhere = await rows.activity(unit, 'group', { date: '2024-05-05T10:00Z' });
      await rows.event(unit, 'E2', ['b'], { activity_id: elsewhere });
      expect(await bench.lines(rows)).toEqual([]);
    });

    it('who were removed since have taken part all the same; participations that were removed have not', async () => {
      const [gone, stays] = [await rows.contact('C1'), await rows.contact('C2')];
      const activity = await rows.activity(unit, 'group', {}, { contacts: [gone, stays] });
      await bench.admin.query('UPDATE grants.contact SET deleted_at = now() WHERE id = $1', [gone]);
      await bench.admin.query(
        'UPDATE grants.activity_contact SET deleted_at = now() WHERE activity_id = $1 AND contact_id = $2',
        [activity, stays],
      );
      expect((await bench.lines(rows))[0]?.person_keys).toEqual([`contact:${gone}`]);
    });

    it('are in the order of their keys, byte by byte', async () => {
      const activity_id = await rows.activity(unit, 'group');
      await rows.event(unit, 'E', ['å', 'b', 'A', 'Z', 'a'], { activity_id });
      expect((await bench.lines(rows))[0]?.person_keys).toEqual(['A', 'Z', 'a', 'b', 'å']);
    });
  });

  it('BU-B-12: follow the hierarchy they are given: units that came since are not in it', async () => {
    const rows = await bench.organization();
    const root = await rows.unit('org', 'ORG', null);
    const region = await rows.unit('region', 'R', root);
    const local = await rows.unit('local', 'L', region);
    const hierarchy = await bench.hierarchy(rows);
    await rows.activity(await rows.unit('local', 'NEW', region), 'group');
    const ids = [];
    for (const unit of [root, region, local]) ids.push(await rows.activity(unit, 'group'));
    const lines = await bench.lines(rows, { hierarchy });
    expect(ids.map((id) => lineOf(lines, id)?.region_id)).toEqual([null, region, region]);
    expect(lines).toHaveLength(3);
  });

  it('BU-B-1: are those of the own organization, whatever hierarchy is asked for', async () => {
    const [own, other] = [await bench.organization(), await bench.organization()];
    await insertBu1(own);
    const hierarchy = await bench.hierarchy(own);
    expect(await bench.lines(other, { hierarchy })).toEqual([]);
    expect(await bench.hierarchy(other)).toMatchObject({ units: [] });
  });
});

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
