import { bu1Source } from '../testing/bu-1-source.js';
import { schemaOf } from './bufdir-schemas.js';
import { reportDataOf, type ReportSource } from './report-data-of.js';
import { validateReport } from './validate-report.js';

const latest = schemaOf('2025-v1');
const older = schemaOf('2024-v2');

type Changeable = { [name: string]: Changeable };

/** The report of BU-1 after a change that no mapping would make. */
function spoilt(spoil: (data: Changeable) => void): unknown {
  const data = structuredClone(reportDataOf(bu1Source()).report_data);
  spoil(data as unknown as Changeable);
  return data;
}

const validate =
  (report_data: unknown, warnings: unknown = []) =>
  () => {
    validateReport(latest, { report_data, warnings });
  };

describe('a report that may be completed', () => {
  it.each([latest, older])('BU-V-10: conforms to the JSON Schema of $version', (schema) => {
    const { report_data, warnings } = reportDataOf(bu1Source({ schema }));
    expect(() => validateReport(schema, { report_data, warnings })).not.toThrow();
  });

  it.each<[string, (data: Changeable) => void]>([
    ['/totals/minutes', ({ totals }) => set(totals, 'minutes', 1.5)],
    ['/totals/hours', ({ totals }) => set(totals, 'hours', '11.250')],
    ['/totals/hours', ({ totals }) => set(totals, 'hours', 11.25)],
    ['/totals/events', ({ totals }) => remove(totals, 'events')],
    ['/totals/laughs', ({ totals }) => set(totals, 'laughs', 1)],
    ['/period/start', ({ period }) => set(period, 'start', '2025-02-29')],
    ['/organization/id', ({ organization }) => set(organization, 'id', 'bu-1')],
    ['/organization/org_number', ({ organization }) => set(organization, 'org_number', '12345')],
    ['/schema_version', (data) => set(data, 'schema_version', '2024-v2')],
    ['/activity_types/0/key', ({ activity_types }) => set(activity_types?.['0'], 'key', 'group')],
    ['/activity_types', (data) => set(data, 'activity_types', [])],
    ['/regions/1/name', ({ regions }) => set(regions?.['1'], 'name', '')],
    ['/local_associations/2/region_id', (data) => set(data['local_associations']?.['2'], 'region_id', 7)],
    [
      '/countable_days/by_reason/0/reason',
      ({ countable_days }) => set(countable_days?.['by_reason']?.['0'], 'reason', 'LT_5_PARTICIPANTS'),
    ],
    ['/hierarchy/0/kind', ({ hierarchy }) => set(hierarchy?.['0'], 'kind', 'county')],
    ['/a~1b~0c', (data) => set(data, 'a/b~c', 1)],
    ['/hierarchy', (data) => remove(data, 'hierarchy')],
  ])('BU-V-10: says at which place it does not conform: %s', (pointer, spoil) => {
    expect(validate(spoilt(spoil))).toThrow(
      expect.objectContaining({
        code: 'SCHEMA_INVALID',
        detail: pointer,
        message: `SCHEMA_INVALID:${pointer}`,
      }),
    );
  });

  it.each<[string, (data: Changeable) => void]>([
    ['/totals/activities', ({ totals }) => set(totals, 'activities', -1)],
    ['/totals/hours', ({ totals }) => set(totals, 'hours', '-0.01')],
    ['/activity_types/2/mentor_hours', (data) => set(data['activity_types']?.['2'], 'mentor_hours', '-2.00')],
    ['/regions/0/activity_types/1/events', (data) => set(typeOfRegion(data), 'events', -3)],
    ['/registered/members', ({ registered }) => set(registered, 'members', -1)],
  ])('BU-V-11: has no figure below zero, as at %s', (pointer, spoil) => {
    expect(validate(spoilt(spoil))).toThrow(
      expect.objectContaining({ code: 'NEGATIVE_AGGREGATE', detail: pointer }),
    );
  });

  it('BU-V-11: may have text that looks like a number below zero', () => {
    expect(validate(spoilt(({ organization }) => set(organization, 'name', '-1')))).not.toThrow();
  });

  it.each([
    ['an object', {}, ''],
    ['null', null, ''],
    ['a text', 'none', ''],
    ['one without its count', [{ code: 'A', message: 'b', severity: 'info' }], '/0/affected_count'],
    ['one that counts in text', [warning({ affected_count: '1' })], '/0/affected_count'],
    ['one that counts below zero', [warning({}), warning({ affected_count: -1 })], '/1/affected_count'],
    ['one of another weight', [warning({ severity: 'fatal' })], '/0/severity'],
    ['one that says nothing', [warning({ message: '' })], '/0/message'],
  ])('BU-V-14: has warnings that are a list of a shape; refused: %s', (_name, warnings, pointer) => {
    expect(validate(reportDataOf(bu1Source()).report_data, warnings)).toThrow(
      expect.objectContaining({ code: 'WARNINGS_MALFORMED', detail: pointer }),
    );
  });

  it('BU-V-14: may have no warnings at all', () => {
    expect(validate(reportDataOf(bu1Source()).report_data, [])).not.toThrow();
  });

  it('BU-B-9: has every mandatory field; all that are missing are listed', () => {
    const data = spoilt(({ organization, registered }) => {
      set(organization, 'name', '  ');
      set(registered, 'peer_mentors', null);
    });
    expect(validate(data)).toThrow(
      expect.objectContaining({
        code: 'MANDATORY_FIELD_MISSING',
        detail:
          '/organization/name (Organisasjonens navn), /registered/peer_mentors (Registrerte likepersoner)',
      }),
    );
    expect(validate(null)).toThrow('/totals/hours (Timer)');
  });

  it('BU-B-9: without an organization number fails in 2024-v2 and is warned of in 2025-v1', () => {
    const { scope } = bu1Source();
    const units = scope.units.map((unit) => ({ ...unit, org_number: null }));
    const completed = (schema: ReportSource['schema']) => {
      const report = reportDataOf(bu1Source({ schema, scope: { ...scope, units }, findings: [] }));
      validateReport(schema, report);
      return report.warnings.map(({ code }) => code);
    };
    expect(() => completed(older)).toThrow(
      'MANDATORY_FIELD_MISSING:/organization/org_number (Organisasjonsnummer)',
    );
    expect(completed(latest)).toEqual(['ORG_NUMBER_MISSING']);
  });
});

function warning(changes: object): object {
  return { code: 'A', message: 'b', severity: 'info', affected_count: 1, ...changes };
}

function typeOfRegion(data: Changeable): Changeable | undefined {
  return data['regions']?.['0']?.['activity_types']?.['1'];
}

function set(target: object | undefined, name: string, value: unknown): void {
  if (!target) throw new Error(`nothing to set ${name} of`);
  Object.assign(target, { [name]: value });
}

function remove(target: Changeable | undefined, name: string): void {
  if (!target) throw new Error(`nothing to remove ${name} of`);
  Reflect.deleteProperty(target, name);
}
