import { randomUUID } from 'node:crypto';
import type { ActivityLine, SummaryRow } from '../bufdir/figure-rows.js';
import type { HierarchyScope } from '../bufdir/report-data.js';
import { insertBu1, type Bu1 } from '../testing/bu-1.js';
import { BU_1, bu1Source } from '../testing/bu-1-source.js';
import { FigureBench } from '../testing/figure-bench.js';
import type { GrantsRows } from '../testing/grants-rows.js';

describe('figures of a period', () => {
  let bench: FigureBench;
  let rows: GrantsRows;
  let bu1: Bu1;

  beforeAll(async () => {
    bench = await FigureBench.open();
    rows = await bench.organization();
    bu1 = await insertBu1(rows);
  });
  afterAll(() => bench.close());

  const find = (summary: readonly SummaryRow[], wanted: Partial<SummaryRow>): SummaryRow | undefined =>
    summary.find((row) =>
      Object.entries(wanted).every(([name, value]) => row[name as keyof SummaryRow] === value),
    );
  const uniqueOf = (summary: readonly SummaryRow[], wanted: Partial<SummaryRow>): number | undefined =>
    find(summary, wanted)?.unique_participants;

  it('BU-C-1: seven activities, 675 minutes, 17 participations of 10 people, three mentors, by the local date', async () => {
    expect(find(await bench.summary(rows), { level: 'organization' })).toMatchObject({
      activities: 7,
      minutes: 675,
      participations: 17,
      unique_participants: 10,
      peer_mentors: 3,
    });
    const utc = await bench.summary(rows, { timezone: 'UTC' });
    expect(find(utc, { level: 'organization' })?.activities).toBe(8);
  });

  it('BU-C-2: people are counted once at every level, and no level is the sum of the one below', async () => {
    const summary = await bench.summary(rows);
    const { R1, R2, L1, L2, L3 } = bu1.units;
    const people = [R1, R2].map((unit_id) => uniqueOf(summary, { level: 'region', unit_id }));
    expect(people).toEqual([5, 6]);
    const locals = [L1, L2, L3].map((unit_id) => uniqueOf(summary, { level: 'local_association', unit_id }));
    expect(locals).toEqual([4, 2, 6]);
    expect(uniqueOf(summary, { level: 'organization' })).toBe(10);
  });

  it('BU-C-3: minutes are whole at every level, for hours are rounded once', async () => {
    const summary = await bench.summary(rows);
    const { R1, R2, L1, L2, L3 } = bu1.units;
    const minutes = (wanted: Partial<SummaryRow>): number | undefined => find(summary, wanted)?.minutes;
    expect([L1, L2, L3].map((unit_id) => minutes({ level: 'local_association', unit_id }))).toEqual([
      200, 45, 430,
    ]);
    expect([R1, R2].map((unit_id) => minutes({ level: 'region', unit_id }))).toEqual([245, 430]);
    const types = ['one_to_one', 'group', 'course'];
    expect(types.map((type_key) => minutes({ level: 'type', type_key }))).toEqual([140, 175, 360]);
  });

  it('BU-C-4: minutes of mentors count each of the two who held the course', async () => {
    const summary = await bench.summary(rows);
    expect(find(summary, { level: 'organization' })?.mentor_minutes).toBe(17.25 * 60);
    expect(find(summary, { level: 'type', type_key: 'course' })?.mentor_minutes).toBe(720);
  });

  it('BU-C-5: unique people of the types are not those of the organization', async () => {
    const summary = await bench.summary(rows);
    const types = ['one_to_one', 'group', 'course'];
    expect(types.map((type_key) => uniqueOf(summary, { level: 'type', type_key }))).toEqual([3, 7, 5]);
    expect(uniqueOf(summary, { level: 'organization' })).toBe(10);
  });

  it('BU-C-6: five days count', async () => {
    expect(find(await bench.summary(rows), { level: 'organization' })?.countable_days).toBe(5);
  });

  it('are what they are by hand, at every level', async () => {
    const names = new Map(
      Object.entries(bu1.units).map(([name, id]) => [id, BU_1[name as keyof typeof BU_1]]),
    );
    const summary = (await bench.summary(rows)).map((row) => ({
      ...row,
      unit_id: row.unit_id === null ? null : names.get(row.unit_id),
      category_code: row.category_code === 'MEMBER' ? null : row.category_code,
    }));
    expect(sorted(summary)).toEqual(sorted(bu1Source().rows));
  });

  it('BU-B-7: every region and local association is there, zeros and all, and what the organization does itself', async () => {
    const own = await bench.organization();
    const root = await own.unit('org', 'ORG', null);
    const region = await own.unit('region', 'R', root);
    const local = await own.unit('local', 'L', region);
    const lonely = await own.unit('local', 'ALONE', root);
    const contact = await own.contact('C');
    for (const unit of [root, region, lonely]) await own.activity(unit, 'group', {}, { contacts: [contact] });
    const summary = await bench.summary(own);
    const of = (level: SummaryRow['level'], unit_id: string | null): unknown => {
      const row = find(summary, { level, unit_id });
      return row && [row.activities, row.minutes, row.unique_participants];
    };
    expect(of('organization', null)).toEqual([3, 90, 1]);
    expect(of('region', region)).toEqual([1, 30, 1]);
    expect(of('local_association', local)).toEqual([0, 0, 0]);
    expect(of('local_association', lonely)).toEqual([1, 30, 1]);
    expect(summary.filter(({ level }) => level === 'local_association')).toHaveLength(2);
  });

  it('of nothing at all are zeros', async () => {
    const [row, ...more] = await bench.summary(await bench.organization());
    expect(more).toEqual([]);
    expect(row).toMatchObject({ level: 'organization', activities: 0, minutes: 0, unique_participants: 0 });
  });

  it('sort people by the category of their contact, those without one and the unknown together', async () => {
    const own = await bench.organization();
    const unit = await own.unit('local', 'L', null);
    const [a, b] = [await category(own, 'A'), await category(own, 'B')];
    const contacts = [
      await own.contact('C1', { category_id: a }),
      await own.contact('C2', { category_id: a }),
      await own.contact('C3', { category_id: b }),
      await own.contact('C4'),
    ];
    const mentors = [await own.mentor('M')];
    await own.activity(unit, 'group', {}, { contacts, mentors });
    const second = await own.activity(unit, 'group', {}, { contacts: contacts.slice(0, 1), mentors });
    await own.event(unit, 'E', [4], { activity_id: second });
    const categories = (await bench.summary(own)).filter(({ level }) => level === 'category');
    expect(
      categories.map((row) => [
        row.category_code,
        row.activities,
        row.participations,
        row.unique_participants,
        row.anonymous,
        row.peer_mentors,
      ]),
    ).toEqual([
      ['A', 2, 3, 2, 0, 1],
      ['B', 1, 1, 1, 0, 1],
      [null, 2, 5, 1, 4, 1],
    ]);
  });

  describe('of a report', () => {
    /** A report of 2025 with the lines that the records give now; answers its id. */
    async function freeze(own: GrantsRows, hierarchy: HierarchyScope): Promise<string> {
      const period_id = await own.insert('report_period', {
        label: '2025',
        start_date: '2025-01-01',
        end_date: '2025-12-31',
      });
      const report_id = await own.insert('bufdir_report', {
        period_id,
        reporting_period_start: '2025-01-01',
        reporting_period_end: '2025-12-31',
        period_label: '2025',
        report_version: 1,
        status: 'draft',
        hierarchy_scope: hierarchy,
        bufdir_schema_version: '2025-v1',
        generated_by: randomUUID(),
      });
      for (const status of ['pending', 'generating'])
        await bench.admin.query('UPDATE grants.bufdir_report SET status = $1 WHERE id = $2', [
          status,
          report_id,
        ]);
      for (const line of await bench.lines(own, { hierarchy })) await keep(own, report_id, line);
      return report_id;
    }

    async function keep(
      { organization_id }: GrantsRows,
      report_id: string,
      line: ActivityLine,
    ): Promise<void> {
      const values = { report_id, organization_id, ...line };
      const marks = Object.keys(values).map((_, index) => `$${index + 1}`);
      await bench.admin.query(
        `INSERT INTO grants.bufdir_report_line (${Object.keys(values).join(', ')}) VALUES (${marks.join(', ')})`,
        Object.values(values),
      );
    }

    it('BU-B-12: follow its hierarchy and its lines, wherever a unit has moved since', async () => {
      const own = await bench.organization();
      const { units } = await insertBu1(own);
      const hierarchy = await bench.hierarchy(own);
      const before = await bench.summary(own);

      await bench.admin.query('UPDATE grants.organization_unit SET parent_id = $1 WHERE id = $2', [
        units.R2,
        units.L1,
      ]);
      await own.unit('local', 'NEW', units.R1);
      expect(await bench.summary(own)).not.toEqual(before);
      expect(await bench.summary(own, { hierarchy })).toEqual(before);

      const report = await freeze(own, hierarchy);
      await bench.admin.query(`UPDATE grants.activity SET duration_min = 1 WHERE organization_id = $1`, [
        own.organization_id,
      ]);
      expect(await bench.summaryOf(own.organization_id, report)).toEqual(before);
    });

    it('BU-B-1: are nothing to another organization', async () => {
      const own = await bench.organization();
      await insertBu1(own);
      const report = await freeze(own, await bench.hierarchy(own));
      const other = await bench.organization();
      expect(await bench.summaryOf(own.organization_id, report)).not.toEqual([]);
      expect(await bench.summaryOf(other.organization_id, report)).toEqual([]);
      const theirs = await bench.summary(other, { hierarchy: await bench.hierarchy(own) });
      expect(find(theirs, { level: 'organization' })?.activities).toBe(0);
    });
  });
});

function category(rows: GrantsRows, code: string): Promise<string> {
  return rows.insert('contact_category', { code, name: code });
}

function sorted(rows: readonly object[]): readonly object[] {
  const key = (row: object): string =>
    JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
