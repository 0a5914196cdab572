import { insertBu1 } from '../testing/bu-1.js';
import { FigureBench } from '../testing/figure-bench.js';
import type { GrantsRows } from '../testing/grants-rows.js';
import { schemaOf, schemaVersions } from './bufdir-schemas.js';
import type { ReportLabel } from './figure-rows.js';
import { reportDataOf, type MappedReport } from './report-data-of.js';
import { validateReport } from './validate-report.js';

describe('records made into report_data', () => {
  let bench: FigureBench;

  beforeAll(async () => {
    bench = await FigureBench.open();
  });
  afterAll(() => bench.close());

  async function report(rows: GrantsRows, version = '2025-v1'): Promise<MappedReport> {
    const schema = schemaOf(version);
    const { organization_id } = rows;
    const question = { schema_version: version };
    const mapped = reportDataOf({
      schema,
      organization: { id: organization_id, code: 'likeverd', name: 'Likeverd' },
      period: { start: '2025-01-01', end: '2025-12-31', timezone: 'Europe/Oslo' },
      scope: await bench.hierarchy(rows),
      rows: await bench.summary(rows, question),
      excluded: await bench.lines(rows, question),
      findings: await bench.findings(rows, question),
      labels: await bench.opener.rows<ReportLabel>('grants.report_labels', { organization_id, params: {} }),
    });
    validateReport(schema, mapped);
    return mapped;
  }

  it.each(schemaVersions())('BU-V-10: data set BU-1 is a report that %s takes', async (version) => {
    const rows = await bench.organization();
    const { activities } = await insertBu1(rows);
    const { report_data, warnings } = await report(rows, version);
    expect(report_data.totals).toMatchObject({
      activities: 7,
      hours: '11.25',
      mentor_hours: '17.25',
      unique_participants: 10,
      countable_days: 5,
    });
    expect(report_data.contact_categories).toEqual([
      { code: 'MEMBER', label: 'Medlem', participations: 17, unique_participants: 10 },
    ]);
    expect(report_data.countable_days.excluded).toEqual(
      [
        { activity_id: activities['a3'], reason: 'LT_3_PARTICIPANTS' },
        { activity_id: activities['a9'], reason: 'LT_45_MIN' },
      ].sort((a, b) => String(a.activity_id).localeCompare(String(b.activity_id), 'en')),
    );
    expect(report_data.registered).toEqual({
      peer_mentors: 3,
      regions: 2,
      local_associations: 3,
      counties: 3,
      members: 1200,
    });
    expect(warnings.map(({ code, affected_count }) => [code, affected_count])).toEqual([
      ['UNAPPROVED_ACTIVITIES', 1],
    ]);
  });

  it('BU-B-10: Treff of one organization and Samling of another are both a Samtalegruppe', async () => {
    for (const word of ['Treff', 'Samling']) {
      const rows = await bench.organization();
      const unit = await rows.unit('local', 'L', null);
      await rows.label(word, 'group');
      await rows.activity(unit, word.toLowerCase());
      const { activity_types } = (await report(rows)).report_data;
      expect(activity_types.map(({ label, activities }) => [label, activities])).toEqual([
        ['Likepersonssamtale', 0],
        ['Samtalegruppe', 1],
        ['Kurs; "likeperson"', 0],
      ]);
    }
  });

  it('BU-B-10: a type that nobody has mapped is the row Annet and a warning with its name', async () => {
    const rows = await bench.organization();
    await rows.activity(await rows.unit('local', 'L', null), 'Hyttetur');
    const { report_data, warnings } = await report(rows);
    expect(report_data.activity_types.at(-1)).toMatchObject({ key: 'other', label: 'Annet', activities: 1 });
    expect(warnings.find(({ code }) => code === 'UNMAPPED_ACTIVITY_TYPE')).toEqual({
      code: 'UNMAPPED_ACTIVITY_TYPE',
      message:
        'Aktivitetstypen «Hyttetur» er ikke koblet til Bufdirs skjema. Aktiviteter som står under «Annet»: 1.',
      severity: 'warning',
      affected_count: 1,
    });
  });

  it('has a text for everything that records may lack', async () => {
    const rows = await bench.organization();
    const unit = await rows.unit('local', 'L', await rows.unit('org', 'O', null));
    await rows.unit('local', 'EMPTY', null);
    await rows.activity(unit, 'Hyttetur', {}, { contacts: [await rows.contact('C')] });
    await rows.activity(unit, 'group');
    await rows.activity(unit, 'group', { approval_status: 'pending' });
    const { warnings } = await report(rows);
    expect(warnings.map(({ code }) => code)).toEqual([
      'UNAPPROVED_ACTIVITIES',
      'UNMAPPED_ACTIVITY_TYPE',
      'ACTIVITY_WITHOUT_PEER_MENTOR',
      'ACTIVITY_WITHOUT_PARTICIPANTS',
      'CONTACT_WITHOUT_CATEGORY',
      'ORG_NUMBER_MISSING',
      'MEMBERS_MISSING',
      'COUNTY_MISSING',
      'EMPTY_LOCAL_ASSOCIATION',
    ]);
    for (const { code, message } of warnings) expect(message).not.toContain(code);
  });
});
