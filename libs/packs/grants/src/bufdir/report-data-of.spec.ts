import { BU_1, bu1Source } from '../testing/bu-1-source.js';
import { schemaOf, schemaVersions } from './bufdir-schemas.js';
import { reportDataOf, type ReportSource } from './report-data-of.js';
import type { ScopeUnit } from './report-data.js';

const report = (changes?: Partial<ReportSource>) => reportDataOf(bu1Source(changes)).report_data;

describe('report_data of data set BU-1', () => {
  it('BU-C-1: seven activities, 11.25 hours, seventeen participations of ten people', () => {
    expect(report().totals).toEqual({
      activities: 7,
      minutes: 675,
      hours: '11.25',
      mentor_hours: '17.25',
      participations: 17,
      unique_participants: 10,
      anonymous: 0,
      peer_mentors: 3,
      events: 0,
      countable_days: 5,
    });
  });

  it('BU-C-2: people of the organization are not the sum of its regions', () => {
    const { totals, regions, local_associations } = report();
    expect(regions.map((region) => region.unique_participants)).toEqual([5, 6]);
    expect(local_associations.map((local) => local.unique_participants)).toEqual([4, 2, 6]);
    expect(totals.unique_participants).toBe(10);
  });

  it('BU-C-3: hours are rounded once at every level', () => {
    const { activity_types, regions, local_associations } = report();
    expect(local_associations.map(({ hours }) => hours)).toEqual(['3.33', '0.75', '7.17']);
    expect(regions.map(({ hours }) => hours)).toEqual(['4.08', '7.17']);
    expect(activity_types.map(({ hours }) => hours)).toEqual(['2.33', '2.92', '6.00']);
  });

  it('BU-C-4: hours of mentors stand beside the hours of activities', () => {
    const { totals, activity_types, regions } = report();
    expect([totals.hours, totals.mentor_hours]).toEqual(['11.25', '17.25']);
    expect(activity_types.map(({ mentor_hours }) => mentor_hours)).toEqual(['2.33', '2.92', '12.00']);
    expect(regions.map(({ mentor_hours }) => mentor_hours)).toEqual(['4.08', '13.17']);
  });

  it('BU-C-5: three, seven and five people by type, ten in all', () => {
    const { totals, activity_types } = report();
    expect(activity_types.map((type) => [type.key, type.label, type.unique_participants])).toEqual([
      ['one_to_one', 'Likepersonssamtale', 3],
      ['group', 'Samtalegruppe', 7],
      ['course', 'Kurs; "likeperson"', 5],
    ]);
    expect(totals.unique_participants).toBe(10);
  });

  it('BU-C-6: five countable days, and why the others are none', () => {
    expect(report().countable_days).toEqual({
      total: 5,
      by_reason: [
        { reason: 'LT_3_PARTICIPANTS', label: 'Færre enn 3 deltakere', activities: 1 },
        { reason: 'LT_45_MIN', label: 'Kortere enn 45 minutter', activities: 1 },
      ],
      excluded: [
        { activity_id: BU_1.a3, reason: 'LT_3_PARTICIPANTS' },
        { activity_id: BU_1.a9, reason: 'LT_45_MIN' },
      ],
    });
  });

  it('BU-C-7: one activity waits for approval, and nothing else is lacking', () => {
    expect(reportDataOf(bu1Source()).warnings).toEqual([
      {
        code: 'UNAPPROVED_ACTIVITIES',
        message: 'Aktiviteter som venter på godkjenning eller er flagget, og derfor ikke er med: 1.',
        severity: 'warning',
        affected_count: 1,
      },
    ]);
  });

  it('says who reports about which days, and the types of each region', () => {
    const { schema_version, organization, period, regions } = report();
    expect(schema_version).toBe('2025-v1');
    expect(organization).toEqual({
      id: BU_1.root,
      code: 'bu-1',
      name: 'Likepersonforbundet',
      org_number: '974760673',
    });
    expect(period).toEqual({
      start: '2025-01-01',
      end: '2025-12-31',
      label: '2025',
      timezone: 'Europe/Oslo',
    });
    expect(regions.map((region) => region.activity_types.map((type) => [type.key, type.hours]))).toEqual([
      [
        ['one_to_one', '1.83'],
        ['group', '2.25'],
        ['course', '0.00'],
      ],
      [
        ['one_to_one', '0.50'],
        ['group', '0.67'],
        ['course', '6.00'],
      ],
    ]);
  });
});

describe('figures', () => {
  const hours = (minutes: number) => report({ rows: [{ ...organizationRow(), minutes }] }).totals.hours;

  it.each([
    [150, '2.50'],
    [70, '1.17'],
    [0, '0.00'],
    [1, '0.02'],
    [599_999, '9999.98'],
    [600_000_000_000, '10000000000.00'],
  ])(
    'BU-C-3: %d minutes are %s hours: minutes are added first, three of 50 are no 3 × 0.83',
    (minutes, text) => {
      expect(hours(minutes)).toBe(text);
    },
  );

  it('BU-B-7: every unit of the scope is there, with zeros where nothing happened', () => {
    const { totals, regions, local_associations, activity_types } = report({ rows: [] });
    expect(regions.map(({ name, activities }) => [name, activities])).toEqual([
      ['Øst', 0],
      ['Vest', 0],
    ]);
    expect(local_associations.map((local) => [local.name, local.region_id, local.hours])).toEqual([
      ['Oslo', BU_1.R1, '0.00'],
      ['Moss', BU_1.R1, '0.00'],
      ['Bergen', BU_1.R2, '0.00'],
    ]);
    expect(activity_types.map(({ key, activities }) => [key, activities])).toEqual([
      ['one_to_one', 0],
      ['group', 0],
      ['course', 0],
    ]);
    expect(totals.unique_participants).toBe(0);
  });

  it('BU-B-10: what nobody has mapped stands in the row Annet, at the end', () => {
    const other = { ...organizationRow(), level: 'type', type_key: 'other' } as const;
    expect(report({ rows: [...bu1Source().rows, other] }).activity_types.at(-1)).toMatchObject({
      key: 'other',
      label: 'Annet',
      activities: 7,
    });
    const idle = { ...other, activities: 0, participations: 0 };
    expect(report({ rows: [...bu1Source().rows, idle] }).activity_types).toHaveLength(3);
  });

  it('refuses a row about a unit, a type or a level that is not of the report, and one that comes twice', () => {
    const own = organizationRow();
    const stranger = { ...own, level: 'region', unit_id: BU_1.L1 } as const;
    expect(() => report({ rows: [stranger] })).toThrow('is not of this report');
    expect(() => report({ rows: [{ ...own, level: 'type', type_key: 'online' }] })).toThrow(
      'is not of this report',
    );
    expect(() => report({ rows: [own, own] })).toThrow('two rows');
  });
});

describe('words', () => {
  const kind = 'activity_type';

  it('BU-B-10: organizations that call a group otherwise both report a Samtalegruppe', () => {
    for (const labels of [[], [{ kind, key: 'course', label: 'Likepersonkurs' }]] as const) {
      expect(report({ labels }).activity_types[1]?.label).toBe('Samtalegruppe');
    }
  });

  it('BU-B-10: an organization may have its own label for Bufdir', () => {
    const labels = [{ kind, key: 'group', label: 'Samtalegruppe for pårørende' }] as const;
    expect(report({ labels }).activity_types.map(({ label }) => label)).toEqual([
      'Likepersonssamtale',
      'Samtalegruppe for pårørende',
      'Kurs; "likeperson"',
    ]);
  });

  it('categories have their name, their code where they have none any more, and people without one come last', () => {
    const category = { ...organizationRow(), level: 'category' } as const;
    const labels = [{ kind: 'contact_category', key: 'user', label: 'Bruker' }] as const;
    const rows = [
      { ...category, category_code: null },
      { ...category, category_code: 'user' },
      { ...category, category_code: 'kin' },
    ];
    expect(report({ rows, labels }).contact_categories).toEqual([
      { code: 'kin', label: 'kin', participations: 17, unique_participants: 10 },
      { code: 'user', label: 'Bruker', participations: 17, unique_participants: 10 },
      { code: null, label: 'Uten kategori', participations: 17, unique_participants: 10 },
    ]);
  });
});

describe('what is registered', () => {
  const registered = (change: (unit: ScopeUnit) => Partial<ScopeUnit>) => {
    const { scope } = bu1Source();
    const units = scope.units.map((unit) => ({ ...unit, ...change(unit) }));
    return report({ scope: { ...scope, units } }).registered;
  };

  it('is told from the units as they were when the report was created', () => {
    expect(registered(() => ({}))).toEqual({
      peer_mentors: 7,
      regions: 2,
      local_associations: 3,
      counties: 3,
      members: 1200,
    });
  });

  it('counts a county once, however it is written', () => {
    expect(registered(({ kind }) => (kind === 'local' ? { county: ' oslo ' } : {})).counties).toBe(1);
    expect(registered(() => ({ county: null })).counties).toBeNull();
  });

  it('has the members of the local associations where the organization states none, and all of them do', () => {
    const members = (unit: ScopeUnit) =>
      unit.kind === 'local' ? { member_count: 10 } : { member_count: null };
    expect(registered(members).members).toBe(30);
    const some = (unit: ScopeUnit) => (unit.id === BU_1.L2 ? { member_count: null } : members(unit));
    expect(registered(some).members).toBeNull();
    expect(registered(() => ({ member_count: null })).members).toBeNull();
  });

  it('finds the region above the unit above', () => {
    const { scope } = bu1Source();
    const units = scope.units.map((unit) => (unit.id === BU_1.L2 ? { ...unit, parent_id: BU_1.L1 } : unit));
    const locals = report({ scope: { ...scope, units } }).local_associations;
    expect(locals.map(({ region_id }) => region_id)).toEqual([BU_1.R1, BU_1.R1, BU_1.R2]);
  });
});

describe('warnings', () => {
  const finding = { severity: 'info', affected_count: 2, subject: null } as const;

  it('BU-B-9: an optional field that is missing is a warning, once, with what was found about it', () => {
    const { scope } = bu1Source();
    const units = scope.units.map((unit) => ({ ...unit, org_number: null, county: null, member_count: 3 }));
    const findings = [{ ...finding, code: 'COUNTY_MISSING' }];
    const { warnings } = reportDataOf(bu1Source({ findings, scope: { ...scope, units } }));
    expect(warnings).toEqual([
      {
        code: 'ORG_NUMBER_MISSING',
        message: 'Organisasjonsnummeret er ikke oppgitt.',
        severity: 'warning',
        affected_count: 1,
      },
      {
        code: 'COUNTY_MISSING',
        message: 'Fylke er ikke oppgitt for alle lokallag.',
        severity: 'warning',
        affected_count: 2,
      },
    ]);
  });

  it('BU-B-10: a type that nobody has mapped is named', () => {
    const subject = 'Treff $& {count}';
    const findings = [{ ...finding, code: 'UNMAPPED_ACTIVITY_TYPE', severity: 'warning', subject }] as const;
    expect(reportDataOf(bu1Source({ findings })).warnings.map(({ message }) => message)).toEqual([
      `Aktivitetstypen «${subject}» er ikke koblet til Bufdirs skjema. Aktiviteter som står under «Annet»: 2.`,
    ]);
  });

  it('come by weight, then in the order of the texts; a code without a text is its own', () => {
    const codes = ['SOMETHING_NEW', 'EMPTY_LOCAL_ASSOCIATION', 'ACTIVITY_WITHOUT_PARTICIPANTS'];
    const findings = [
      ...codes.map((code) => ({ ...finding, code })),
      { ...finding, code: 'ACTIVITY_WITHOUT_PEER_MENTOR', severity: 'warning' },
    ] as const;
    const { warnings } = reportDataOf(bu1Source({ findings }));
    expect(warnings.map(({ code }) => code)).toEqual([
      'ACTIVITY_WITHOUT_PEER_MENTOR',
      'ACTIVITY_WITHOUT_PARTICIPANTS',
      'EMPTY_LOCAL_ASSOCIATION',
      'SOMETHING_NEW',
    ]);
    expect(warnings.at(-1)?.message).toBe('SOMETHING_NEW');
  });

  it('have a text for every optional field of every version', () => {
    for (const version of schemaVersions()) {
      const { optional_fields, warnings } = schemaOf(version);
      expect(Object.keys(warnings)).toEqual(
        expect.arrayContaining(optional_fields.map(({ warning }) => warning)),
      );
    }
  });
});

function organizationRow() {
  const row = bu1Source().rows.find(({ level }) => level === 'organization');
  if (!row) throw new Error('BU-1 has figures');
  return row;
}
