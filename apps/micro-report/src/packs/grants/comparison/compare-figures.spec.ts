import { reportDataOf, type Figures, type ReportData } from '@galley/pack-grants/bufdir';
import { BU_1, bu1Source } from '@galley/pack-grants/testing';
import { compareFigures } from './compare-figures.js';
import { figuresIn, tokensOf } from './figure-list.js';

const BU_1_REPORT = reportDataOf(bu1Source()).report_data;

const NO_FIGURES: Figures = {
  activities: 0,
  minutes: 0,
  hours: '0.00',
  mentor_hours: '0.00',
  participations: 0,
  unique_participants: 0,
  anonymous: 0,
  peer_mentors: 0,
  events: 0,
  countable_days: 0,
};

type Changeable = { -readonly [Key in keyof ReportData]: ReportData[Key] };

const changed = (changes: (data: Changeable) => void): ReportData => {
  const copy = structuredClone(BU_1_REPORT);
  changes(copy);
  return copy;
};

describe('figures of two reports', () => {
  it('that are equal do not differ', () => {
    expect(compareFigures(BU_1_REPORT, structuredClone(BU_1_REPORT))).toEqual([]);
  });

  it('differ exactly, hours with two decimals', () => {
    const after = changed((data) => {
      data.totals = { ...data.totals, activities: 8, hours: '11.30', mentor_hours: '17.15' };
    });
    expect(compareFigures(BU_1_REPORT, after)).toEqual([
      { figure: '/totals/activities', label: null, before: 7, after: 8, difference: 1 },
      { figure: '/totals/hours', label: null, before: '11.25', after: '11.30', difference: '0.05' },
      { figure: '/totals/mentor_hours', label: null, before: '17.25', after: '17.15', difference: '-0.10' },
    ]);
  });

  it('are found by what they are about, wherever it stands', () => {
    const after = changed((data) => {
      data.activity_types = data.activity_types.toReversed();
      data.local_associations = data.local_associations.toReversed();
    });
    expect(compareFigures(BU_1_REPORT, after)).toEqual([]);
  });

  it('differ from nothing where one report has nothing of it, and a unit of zeros is no difference', () => {
    const [first] = BU_1_REPORT.local_associations;
    const zeros = { ...NO_FIGURES, unit_id: 'new' };
    const after = changed((data) => {
      data.local_associations = [
        ...data.local_associations.filter(({ unit_id }) => unit_id !== BU_1.L2),
        ...(first ? [{ ...first, ...zeros }] : []),
      ];
    });
    const differences = compareFigures(BU_1_REPORT, after);
    const [{ label } = { label: '' }] = differences;
    expect(differences.every(({ figure }) => figure.startsWith(`/local_associations/${BU_1.L2}/`))).toBe(
      true,
    );
    expect(differences).toContainEqual({
      figure: `/local_associations/${BU_1.L2}/hours`,
      label,
      before: '0.75',
      after: null,
      difference: '-0.75',
    });
  });

  it('are not subtracted from what nobody has stated', () => {
    const after = changed((data) => {
      data.registered = { ...data.registered, members: null };
    });
    expect(compareFigures(BU_1_REPORT, after)).toEqual([
      expect.objectContaining({ figure: '/registered/members', after: null, difference: null }),
    ]);
  });

  it('of people without a category and of reasons have addresses of their own', () => {
    const figures = [...figuresIn(BU_1_REPORT)].map(({ figure }) => figure);
    expect(figures).toContain('/contact_categories//unique_participants');
    expect(figures).toContain('/countable_days/by_reason/LT_45_MIN/activities');
    expect(new Set(figures).size).toBe(figures.length);
  });

  it('have addresses that any category may stand in', () => {
    const odd = changed((data) => {
      data.contact_categories = [{ code: 'a/b~c', label: 'Odd', participations: 1, unique_participants: 1 }];
    });
    const added = compareFigures(BU_1_REPORT, odd).find(({ label }) => label === 'Odd');
    expect(added?.figure).toBe('/contact_categories/a~1b~0c/participations');
    expect(tokensOf(added?.figure ?? '')).toEqual(['contact_categories', 'a/b~c', 'participations']);
  });
});
