import { FORMATS, formatOf } from './registry.js';

describe('the registry', () => {
  it.each([
    ['pdf', 'pdf'],
    ['excel', 'excel'],
    ['xlsx', 'excel'],
    ['XLSX', 'excel'],
    ['csv', 'csv'],
    ['json', 'json'],
  ])('finds %s', (name, key) => {
    expect(formatOf(name)?.key).toBe(key);
  });

  it('does not know other names', () => {
    expect(formatOf('docx')).toBeNull();
    expect(formatOf('')).toBeNull();
  });

  it('gives every name to one format only', () => {
    const names = FORMATS.flatMap((format) => [format.key, ...format.aliases]);
    expect(new Set(names).size).toBe(names.length);
  });
});
