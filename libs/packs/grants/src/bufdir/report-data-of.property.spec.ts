import fc from 'fast-check';
import { bu1Source } from '../testing/bu-1-source.js';
import { schemaOf, schemaVersions } from './bufdir-schemas.js';
import type { Finding, ReportLabel, SummaryRow } from './figure-rows.js';
import { reportDataOf, type ReportSource } from './report-data-of.js';
import type { ScopeUnit } from './report-data.js';
import { ReportInvalid } from './report-invalid.js';
import { validateReport } from './validate-report.js';

const count = fc.nat(1_000_000_000);
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 5 })
  .filter((value) => value.trim() !== '');
const schema = fc.constantFrom(...schemaVersions()).map(schemaOf);

/** An organization with up to two regions; local associations hang below any unit that is no local association. */
const units = fc
  .tuple(fc.array(text, { maxLength: 2 }), fc.array(fc.tuple(text, fc.nat(2), count), { maxLength: 4 }))
  .chain(([regions, locals]) =>
    fc.uniqueArray(fc.uuid(), { minLength: 7, maxLength: 7 }).map((ids): readonly ScopeUnit[] => {
      const facts = { code: 'x', county: null, org_number: '974760673', member_count: 5 };
      const root: ScopeUnit = {
        ...facts,
        id: String(ids[0]),
        parent_id: null,
        kind: 'org',
        name: 'x',
        peer_mentor_count: 0,
      };
      const above = regions.map((name, at): ScopeUnit => ({
        ...root,
        id: String(ids[at + 1]),
        parent_id: root.id,
        kind: 'region',
        name,
      }));
      const below = locals.map(([name, place, peer_mentor_count], at): ScopeUnit => ({
        ...root,
        id: String(ids[at + 3]),
        parent_id: (above[place] ?? root).id,
        kind: 'local',
        name,
        peer_mentor_count,
      }));
      return [root, ...above, ...below];
    }),
  );

/** Rows about any part of what the report knows, with any figures. */
const rowsOf = (known: readonly ScopeUnit[]): fc.Arbitrary<SummaryRow[]> => {
  const types = ['one_to_one', 'group', 'course', 'other'];
  const nowhere = { unit_id: null, type_key: null, category_code: null };
  const ids = (kind: ScopeUnit['kind']) => known.filter((unit) => unit.kind === kind).map(({ id }) => id);
  const places = [
    { ...nowhere, level: 'organization' },
    ...types.map((type_key) => ({ ...nowhere, level: 'type', type_key })),
    ...['kin', 'user', null].map((category_code) => ({ ...nowhere, level: 'category', category_code })),
    ...ids('region').flatMap((unit_id) => [
      { ...nowhere, level: 'region', unit_id },
      ...types.map((type_key) => ({ ...nowhere, level: 'region_type', unit_id, type_key })),
    ]),
    ...ids('local').map((unit_id) => ({ ...nowhere, level: 'local_association', unit_id })),
  ] as const;
  const figures = fc.record({
    activities: count,
    minutes: count,
    mentor_minutes: count,
    participations: count,
    unique_participants: count,
    anonymous: count,
    peer_mentors: count,
    events: count,
    countable_days: count,
  });
  return fc
    .shuffledSubarray([...places])
    .chain((chosen) =>
      fc
        .array(figures, { minLength: chosen.length, maxLength: chosen.length })
        .map((all) => chosen.map((place, at) => ({ ...place, ...all[at] }) as SummaryRow)),
    );
};

const finding: fc.Arbitrary<Finding> = fc.record({
  code: fc.constantFrom('UNAPPROVED_ACTIVITIES', 'UNMAPPED_ACTIVITY_TYPE', 'COUNTY_MISSING', 'ANOTHER'),
  severity: fc.constantFrom('info', 'warning'),
  affected_count: count,
  subject: fc.option(text),
});

const label: fc.Arbitrary<ReportLabel> = fc.record({
  kind: fc.constantFrom('activity_type', 'contact_category'),
  key: fc.constantFrom('one_to_one', 'group', 'other', 'kin'),
  label: text,
});

const source: fc.Arbitrary<ReportSource> = fc.tuple(schema, units).chain(([version, known]) =>
  fc.record({
    schema: fc.constant(version),
    organization: fc.record({ id: fc.uuid(), code: text, name: text }),
    period: fc.constant(bu1Source().period),
    scope: fc.constant({
      organization_id: String(known[0]?.id),
      region_ids: [],
      local_association_ids: [],
      units: known,
    }),
    rows: rowsOf(known),
    excluded: fc.uniqueArray(
      fc.record({
        kind: fc.constantFrom('activity', 'event'),
        source_id: fc.uuid(),
        exclusion_reason: fc.option(fc.constantFrom(...Object.keys(version.exclusion_reasons))),
      }),
      { selector: ({ source_id }) => source_id },
    ),
    findings: fc.array(finding),
    labels: fc.uniqueArray(label, { selector: ({ kind, key }) => `${kind} ${key}` }),
  }),
);

test('BU-V-10: whatever the figures, what is made of them conforms to the schema of its version', () => {
  fc.assert(
    fc.property(source, (given) => {
      validateReport(given.schema, reportDataOf(given));
    }),
  );
});

test('BU-V-10: any other document is refused with a code, whatever it is', () => {
  fc.assert(
    fc.property(schema, fc.jsonValue(), fc.jsonValue(), (version, report_data, warnings) => {
      expect(() => validateReport(version, { report_data, warnings })).toThrow(ReportInvalid);
    }),
  );
});

test('BU-B-7: every unit and every type is in the report, once', () => {
  fc.assert(
    fc.property(source, (given) => {
      const { report_data } = reportDataOf(given);
      const ids = (kind: ScopeUnit['kind']) =>
        given.scope.units.filter((unit) => unit.kind === kind).map(({ id }) => id);
      expect(report_data.regions.map(({ unit_id }) => unit_id)).toEqual(ids('region'));
      expect(report_data.local_associations.map(({ unit_id }) => unit_id)).toEqual(ids('local'));
      expect(report_data.activity_types.map(({ key }) => key).slice(0, 3)).toEqual([
        'one_to_one',
        'group',
        'course',
      ]);
    }),
  );
});

test('BU-B-12: the order in which rows, lines, findings and labels come changes nothing', () => {
  const twice = source.chain((given) =>
    fc
      .tuple(
        shuffled(given.rows),
        shuffled([...given.excluded]),
        shuffled(given.findings),
        shuffled(given.labels),
      )
      .map(([rows, excluded, findings, labels]): readonly [ReportSource, ReportSource] => [
        given,
        { ...given, rows, excluded, findings, labels },
      ]),
  );
  fc.assert(
    fc.property(twice, ([one, other]) => {
      expect(JSON.stringify(reportDataOf(other))).toBe(JSON.stringify(reportDataOf(one)));
    }),
  );
});

test('BU-C-3: hours are the minutes of their level, never more than half a hundredth off', () => {
  fc.assert(
    fc.property(source, (given) => {
      const { totals, activity_types, regions, local_associations } = reportDataOf(given).report_data;
      for (const { hours, minutes } of [totals, ...activity_types, ...regions, ...local_associations]) {
        expect(Math.abs(Math.round(Number(hours) * 100) * 6 - minutes * 10)).toBeLessThanOrEqual(3);
      }
    }),
  );
});

function shuffled<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}
