import { readOrganizationSettings } from '../administration/organizations/organization-settings.js';
import { approvalReasons, exceedsApproval, type ExportSettings } from './approval-rules.js';
import { approvalCases } from './testing/approval-cases.js';

const settings = (exports: Partial<ExportSettings> = {}): ExportSettings =>
  readOrganizationSettings({ exports }).exports;

describe('when an export needs a second person', () => {
  it.each(approvalCases())(
    'EN-AP-1, 2: $data_type, $count of $threshold: $requires',
    ({ data_type, count, threshold, requires }) => {
      expect(approvalReasons({ data_type, count }, settings({ threshold })).length > 0).toBe(requires);
    },
  );

  it.each([
    ['contract', 10, []],
    ['contract', 11, ['personal-data']],
    ['contract', 20, ['personal-data']],
    ['contract', 21, ['threshold', 'personal-data']],
    ['meter_data', 20, []],
    ['meter_data', 21, ['threshold']],
  ])('says why: %s, %i records: %j', (data_type, count, reasons) => {
    expect(approvalReasons({ data_type, count }, settings())).toEqual(reasons);
  });

  it('EN-AP-3: which types hold personal data is configuration', () => {
    const own = settings({ personal_data_types: ['expense'] });
    expect(approvalReasons({ data_type: 'expense', count: 11 }, own)).toEqual(['personal-data']);
    expect(approvalReasons({ data_type: 'contract', count: 11 }, own)).toEqual([]);
  });

  it('takes the threshold of a type before the general one, and never above that for personal data', () => {
    const own = settings({ thresholds: { contract: 50, expense: 3 } });
    expect(approvalReasons({ data_type: 'expense', count: 4 }, own)).toEqual(['threshold']);
    expect(approvalReasons({ data_type: 'contract', count: 11 }, own)).toEqual(['personal-data']);
  });

  it('EN-AP-4: an unknown count does, however high the threshold', () => {
    expect(approvalReasons({ data_type: 'clause', count: null }, settings({ threshold: 1e9 }))).toEqual([
      'unknown-count',
    ]);
  });

  it.each([
    [15, 5, []],
    [15, 6, ['splitting']],
    [21, 0, []],
  ])('EN-AP-12: %i records in the last hour and %i more: %j', (recent, count, reasons) => {
    const alone = recent > 20 ? settings({ threshold: 100 }) : settings();
    expect(approvalReasons({ data_type: 'expense', count, recent }, alone)).toEqual(reasons);
  });
});

describe('EN-AP-11: what was approved is what leaves', () => {
  const byRules = { data_type: 'expense', count: 8, fingerprint: null, is_split: false };
  const byPerson = { data_type: 'expense', count: 25, fingerprint: 'sha256:a', is_split: false };
  it.each([
    ['as many records', byRules, 8, 'sha256:b', false],
    ['more, below the limit', byRules, 20, 'sha256:b', false],
    ['more, across the limit', byRules, 21, 'sha256:b', true],
    ['the very dataset', byPerson, 25, 'sha256:a', false],
    ['one record more', byPerson, 26, 'sha256:b', true],
    ['as many other records', byPerson, 25, 'sha256:b', true],
    ['fewer, and other ones', byPerson, 24, 'sha256:b', true],
    ['so few that nobody needs to approve them', byPerson, 20, 'sha256:b', false],
    ['a part of a split that has grown', { ...byPerson, count: 8, is_split: true }, 9, 'sha256:b', true],
    ['many that nobody had counted', { ...byRules, count: null }, 21, 'sha256:b', true],
  ])('%s', (_what, approved, count, fingerprint, exceeds) => {
    expect(exceedsApproval(approved, { count, fingerprint }, settings())).toBe(exceeds);
  });
});
