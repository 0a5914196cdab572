import { Module } from '@nestjs/common';
import type { ActivityLine } from '@galley/pack-grants/bufdir';
import type { HttpAnswer } from '@galley/platform/testing';
import fc from 'fast-check';
import { startReportApp, type Call, type ReportApp } from '../../../../test/report-app.js';
import { GrantsScope } from '../grants-scope.js';
import type { ReportRow } from '../reports/report-row.js';
import { storeReport, type StoredReport } from '../reports/testing/stored-report.js';
import { countDifferences } from './compare-lines.js';
import type { BufdirComparison, ChangedActivity } from './comparison-resource.js';
import { ComparisonController } from './comparison.controller.js';
import { shareIn } from './figure-cause.js';
import { ReportComparison } from './report-comparison.service.js';
import { dataOf, line, MENTORS, scopeOf, UNITS } from './testing/counted-lines.js';

@Module({ controllers: [ComparisonController], providers: [GrantsScope, ReportComparison] })
class Comparison {}

const BEFORE: readonly ActivityLine[] = [
  line(1),
  line(2, { minutes: 50 }),
  line(3, { minutes: 50, local_date: '2024-03-02' }),
  line(4, { minutes: 40, is_countable: false, exclusion_reason: 'LT_45_MIN' }),
  line(5, {
    unit_id: UNITS.L3,
    region_id: UNITS.R2,
    person_keys: ['dag'],
    type: 'Samtale',
    type_key: 'one_to_one',
  }),
  line(6, {
    kind: 'event',
    type: null,
    type_key: null,
    minutes: 0,
    mentor_ids: [],
    anonymous: 5,
    events: 1,
    is_countable: false,
  }),
];

/** 1 is as it was, 2 longer and on another day, 3 gone, 4 a course of L2, 5 with another person and mentor, 6 with fewer, 7 new. */
const AFTER: readonly ActivityLine[] = [
  line(1),
  line(2, { minutes: 60, local_date: '2024-04-02' }),
  line(4, { minutes: 120, type: 'Kurs', type_key: 'course', unit_id: UNITS.L2 }),
  line(5, {
    unit_id: UNITS.L3,
    region_id: UNITS.R2,
    type: 'Samtale',
    type_key: 'one_to_one',
    person_keys: ['eva'],
    person_categories: [''],
    mentor_ids: [MENTORS[1]],
  }),
  line(6, {
    kind: 'event',
    type: null,
    type_key: null,
    minutes: 0,
    mentor_ids: [],
    anonymous: 3,
    events: 1,
    is_countable: false,
  }),
  line(7, { local_date: '2024-05-01', minutes: 10, is_countable: false, exclusion_reason: 'LT_45_MIN' }),
];

describe('comparing versions of a Bufdir report', () => {
  let report: ReportApp;
  let years = 0;

  beforeAll(async () => {
    report = await startReportApp([Comparison]);
  });
  afterAll(() => report?.close());

  const nextYear = (): { start: string; end: string } => {
    const year = 1900 + years++;
    return { start: `${year}-01-01`, end: `${year}-12-31` };
  };
  const stored = async (lines: readonly ActivityLine[], wanted: Partial<StoredReport>): Promise<ReportRow> =>
    storeReport(report.database, {
      organization_id: report.acme,
      status: 'completed',
      is_latest_version: false,
      hierarchy_scope: scopeOf(report.acme),
      report_data: await dataOf(report.database, lines),
      lines,
      ...wanted,
    });
  /** Two versions of a period of their own; answers the second. */
  const versions = async (
    before: readonly ActivityLine[],
    after: readonly ActivityLine[],
  ): Promise<ReportRow> => {
    const days = nextYear();
    await stored(before, days);
    return stored(after, days);
  };
  const ask = ({ id }: { readonly id: string }, query: Record<string, string> = {}, call: Call = {}) =>
    report.call(`/api/grants/reports/${id}/compare?${new URLSearchParams(query).toString()}`, call);
  const compare = async (row: ReportRow, query: Record<string, string> = {}): Promise<BufdirComparison> => {
    const answer = await ask(row, query);
    expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
    return answer.json() as BufdirComparison;
  };
  const numbersOf = ({ activities }: BufdirComparison) =>
    activities.items.map(({ source_id }) => Number(source_id.slice(-3)));
  const problemOf = (answer: HttpAnswer) => [answer.status, (answer.json() as { code: string }).code];

  describe('with hand-made lines', () => {
    let row: ReportRow;
    beforeAll(async () => {
      row = await versions(BEFORE, AFTER);
    });

    it('tells the figures that differ, exactly', async () => {
      const { figures, warnings, before, after, is_same_schema } = await compare(row);
      const of = (figure: string) => figures.find((each) => each.figure === figure);
      expect([before.report_version, after.report_version, is_same_schema]).toEqual([1, 2, true]);
      expect(warnings).toEqual([]);
      expect(of('/totals/activities')).toBeUndefined();
      expect(of('/totals/minutes')).toMatchObject({ before: 260, after: 310, difference: 50 });
      expect(of('/totals/hours')).toMatchObject({ before: '4.33', after: '5.17', difference: '0.84' });
      expect(of('/totals/anonymous')).toMatchObject({ before: 5, after: 3, difference: -2 });
      expect(of('/totals/unique_participants')).toBeUndefined();
      expect(of('/activity_types/course/hours')).toMatchObject({
        label: 'Kurs; "likeperson"',
        before: '0.00',
        after: '2.00',
        difference: '2.00',
      });
      expect(of(`/regions/${UNITS.R1}/activity_types/group/minutes`)).toMatchObject({
        label: 'Vest, Samtalegruppe',
        before: 200,
        after: 130,
        difference: -70,
      });
      expect(of(`/local_associations/${UNITS.L2}/activities`)).toMatchObject({ label: 'Os', difference: 1 });
      expect(of('/countable_days/total')).toBeUndefined();
      expect(of('/contact_categories//unique_participants')).toMatchObject({
        before: 0,
        after: 1,
        difference: 1,
      });
    });

    it('tells the activities that caused it, and what of them changed', async () => {
      const { counts, activities } = await compare(row);
      expect(counts).toEqual({ added: 1, removed: 1, changed: 4 });
      expect(activities.total).toBe(6);
      const shown = new Map(activities.items.map((item) => [Number(item.source_id.slice(-3)), item]));
      expect([...shown.keys()]).toEqual([4, 5, 6, 3, 2, 7]);
      expect(shown.get(2)).toMatchObject({
        change: 'changed',
        changed_fields: ['local_date', 'minutes'],
        before: { minutes: 50, local_date: '2024-03-01', unit_name: 'Bergen' },
        after: { minutes: 60, local_date: '2024-04-02' },
      });
      expect(shown.get(3)).toMatchObject({
        change: 'removed',
        after: null,
        before: { minutes: 50 },
        changed_fields: [],
      });
      expect(shown.get(4)).toMatchObject({
        changed_fields: ['unit_id', 'type', 'type_key', 'minutes', 'is_countable', 'exclusion_reason'],
        before: { unit_name: 'Bergen', exclusion_reason: 'LT_45_MIN' },
        after: { unit_name: 'Os', is_countable: true, exclusion_reason: null },
      });
      expect(shown.get(5)).toMatchObject({
        changed_fields: ['mentor_ids', 'person_keys', 'person_categories'],
        participants_added: 1,
        participants_removed: 1,
        before: { participants: 1 },
      });
      expect(shown.get(6)).toMatchObject({ kind: 'event', changed_fields: ['participations', 'anonymous'] });
      expect(shown.get(7)).toMatchObject({
        change: 'added',
        before: null,
        after: { minutes: 10 },
        participants_added: 3,
        participants_removed: 0,
      });
    });

    it('counts people and never names them', async () => {
      const answer = await ask(row);
      for (const key of ['ann', 'dag', 'eva']) expect(answer.text).not.toContain(`"${key}"`);
    });

    it.each([
      ['/totals/hours', [4, 3, 2, 7]],
      ['/totals/activities', [3, 7]],
      ['/totals/unique_participants', [5, 3, 7]],
      ['/totals/anonymous', [6]],
      ['/totals/peer_mentors', [5, 3, 7]],
      ['/totals/countable_days', [4, 3]],
      ['/countable_days/total', [4, 3]],
      ['/countable_days/by_reason/LT_45_MIN/activities', [4, 7]],
      ['/activity_types/course/hours', [4]],
      ['/activity_types/group/minutes', [4, 3, 2, 7]],
      [`/regions/${UNITS.R2}/unique_participants`, [5]],
      [`/regions/${UNITS.R1}/activity_types/course/activities`, [4]],
      [`/local_associations/${UNITS.L2}/activities`, [4]],
      ['/contact_categories//unique_participants', [5]],
      ['/contact_categories//participations', [5, 6]],
      ['/registered/members', []],
    ] as const)('tells which activities moved %s', async (figure, expected) => {
      const comparison = await compare(row, { figure });
      expect(numbersOf(comparison)).toEqual(expected);
      expect(comparison.activities.total).toBe(expected.length);
    });

    it.each(['totals', '/totals', '/totals/age', '/regions/x/hours', '/people/ann', '/totals/hours/x'])(
      'refuses the figure %j',
      async (figure) => {
        expect(problemOf(await ask(row, { figure }))).toEqual([422, 'invalid']);
      },
    );

    it('tells of one kind of change', async () => {
      expect(numbersOf(await compare(row, { change: 'added' }))).toEqual([7]);
      expect(numbersOf(await compare(row, { change: 'removed' }))).toEqual([3]);
      expect((await compare(row, { change: 'changed' })).activities.total).toBe(4);
      expect(problemOf(await ask(row, { change: 'moved' }))).toEqual([422, 'invalid']);
    });

    it('tells page by page, each activity once', async () => {
      const pages: ChangedActivity[] = [];
      let cursor: string | null = null;
      do {
        const { activities }: BufdirComparison = await compare(row, {
          limit: '4',
          ...(cursor && { cursor }),
        });
        expect(activities.total).toBe(6);
        pages.push(...activities.items);
        cursor = activities.next_cursor;
      } while (cursor);
      expect(pages).toEqual((await compare(row)).activities.items);
    });

    it('takes a cursor for the question it was made for only', async () => {
      const { activities } = await compare(row, { limit: '1' });
      const cursor = activities.next_cursor ?? '';
      const [, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
      const forged = Buffer.from(JSON.stringify(['2024-02-31', ...rest])).toString('base64url');
      expect(problemOf(await ask(row, { cursor, figure: '/totals/hours' }))).toEqual([422, 'invalid']);
      for (const other of [forged, 'x', ''])
        expect(problemOf(await ask(row, { cursor: other }))[0]).toBe(422);
    });
  });

  it('compares with the version before among those with data, or with the one that is named', async () => {
    const days = nextYear();
    const first = await stored([line(1)], days);
    await stored([line(1)], { ...days, status: 'failed', report_data: undefined });
    const third = await stored([line(1), line(2)], days);
    const fourth = await stored([line(2)], days);
    expect((await compare(third)).before.id).toBe(first.id);
    expect((await compare(fourth)).before.id).toBe(third.id);
    expect((await compare(fourth, { with: '1' })).counts).toEqual({ added: 1, removed: 1, changed: 0 });
    expect((await compare(first, { with: '4' })).before.id).toBe(fourth.id);
    expect((await compare(first, { with: '1' })).figures).toEqual([]);
    expect(problemOf(await ask(first))).toEqual([404, 'not-found']);
    expect(problemOf(await ask(first, { with: '9' }))).toEqual([404, 'not-found']);
    expect(problemOf(await ask(first, { with: '2' }))).toEqual([409, 'report-not-completed']);
    expect(problemOf(await ask(first, { with: '0' }))).toEqual([422, 'invalid']);
  });

  it('says when the versions follow different schemas', async () => {
    const days = nextYear();
    await stored([line(1)], { ...days, bufdir_schema_version: '2024-v2' });
    const second = await stored([line(1)], days);
    const comparison = await compare(second);
    expect(comparison.is_same_schema).toBe(false);
    expect(comparison.before.bufdir_schema_version).toBe('2024-v2');
  });

  it('BU-V-12: has nothing to tell of a report without data', async () => {
    const row = await stored([], { ...nextYear(), status: 'pending', report_data: undefined });
    expect(problemOf(await ask(row))).toEqual([409, 'report-not-completed']);
  });

  it('BU-B-1: does not know the reports of others; BU-B-2: is not for peer mentors', async () => {
    const row = await versions([line(1)], []);
    expect(problemOf(await ask(row, {}, { org: 'GLOBEX' }))).toEqual([404, 'not-found']);
    expect(problemOf(await ask(row, {}, { roles: ['peer_mentor'] }))).toEqual([403, 'role-forbidden']);
    expect((await ask(row, {}, { org: 'GLOBEX', roles: ['global_admin'] })).status).toBe(200);
    expect((await ask(row, {}, { roles: ['coordinator'] })).status).toBe(200);
  });

  it('finds what moved every figure, whatever has changed', async () => {
    const PLACES = [
      { unit_id: UNITS.L1, region_id: UNITS.R1 },
      { unit_id: UNITS.L2, region_id: UNITS.R1 },
      { unit_id: UNITS.L3, region_id: UNITS.R2 },
    ] as const;
    const COUNTS = [
      { is_countable: true, exclusion_reason: null },
      { is_countable: false, exclusion_reason: 'LT_45_MIN' },
      { is_countable: false, exclusion_reason: 'OUTSIDE_NORWAY' },
    ] as const;
    const someLine = fc
      .record({
        place: fc.constantFrom(...PLACES),
        counts: fc.constantFrom(...COUNTS),
        type_key: fc.constantFrom('one_to_one', 'group', 'course', 'other'),
        local_date: fc.constantFrom('2024-01-01', '2024-06-30', '2024-12-31'),
        minutes: fc.integer({ min: 1, max: 600 }),
        mentors: fc.subarray([...MENTORS]),
        people: fc.subarray(['ann', 'bo', 'cai', 'dag']),
        category: fc.constantFrom('', 'member', 'kin'),
        anonymous: fc.integer({ min: 0, max: 2 }),
        events: fc.integer({ min: 0, max: 1 }),
      })
      .map(({ place, counts, mentors, people, category, ...rest }) => ({
        ...place,
        ...counts,
        ...rest,
        mentor_ids: mentors,
        person_keys: people,
        person_categories: people.map(() => category),
      }));
    const someLines = fc
      .array(fc.option(someLine), { minLength: 4, maxLength: 4 })
      .map((all) => all.flatMap((changes, number) => (changes ? [line(number, changes)] : [])));
    await fc.assert(
      fc.asyncProperty(someLines, someLines, async (before, after) => {
        const row = await versions(before, after);
        const { figures, counts, before: reference } = await compare(row, { limit: '1' });
        if (counts.added + counts.removed + counts.changed === 0) expect(figures).toEqual([]);
        const versionsOf = { organization_id: report.acme, before_id: reference.id, after_id: row.id };
        const unexplained = await report.database.asSystemSql(async (tx) => {
          const found: string[] = [];
          for (const { figure } of figures) {
            const causes = await countDifferences(tx, { ...versionsOf, share: shareIn(figure) });
            if (causes.added + causes.removed + causes.changed === 0) found.push(figure);
          }
          return found;
        });
        expect(unexplained).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});
