import { sectionConfigFaults } from './section-config.js';
import { SECTION_KINDS, type SectionKind } from './section-kinds.js';

describe('the configuration of a section', () => {
  it.each(SECTION_KINDS)('ME-16: may be empty: %s', (kind) => {
    expect(sectionConfigFaults(kind, {}, '')).toEqual([]);
  });

  it.each<[SectionKind, object]>([
    ['narrative', { include_values: true, indicator_codes: ['A'] }],
    ['logframe', { result_node_code: '1.1' }],
    ['indicator_table', { indicator_codes: [] }],
    ['participants', { group_by: ['sex', 'sex_age'] }],
    ['budget', { group_by: 'currency' }],
    ['annex', { items: [{ title: 'Audit', url: 'https://example.org/audit.pdf' }] }],
  ])('of kind %s may say %j', (kind, config) => {
    expect(sectionConfigFaults(kind, config, '')).toEqual([]);
  });

  it.each<[SectionKind, object, string]>([
    ['indicator_table', { indicator_codes: 'A' }, '/indicator_codes'],
    ['indicator_chart', { indicator_code: ['A'] }, '/indicator_code'],
    ['narrative', { include_values: 'yes' }, '/include_values'],
    ['activities', { indicator_codes: ['A'] }, '/indicator_codes'],
    ['participants', { group_by: ['name'] }, '/group_by/0'],
    ['budget', { group_by: 'line' }, '/group_by'],
    ['annex', { items: [{ title: ' ' }] }, '/items/0/title'],
    ['annex', { items: [{ title: 'Audit', url: 'javascript:alert(1)' }] }, '/items/0/url'],
  ])('of kind %s may not say %j', (kind, config, pointer) => {
    const faults = sectionConfigFaults(kind, config, '/sections/2/config');
    expect(faults.map((one) => one.pointer)).toEqual([`/sections/2/config${pointer}`]);
  });
});
