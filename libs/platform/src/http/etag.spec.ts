import { etagOf, matches } from './etag.js';

test('a version is the tag; without one the instant of the last change is', () => {
  expect(etagOf({ version: 3, updated_at: new Date(0) })).toBe('"v3"');
  expect(etagOf({ updated_at: new Date(36) })).toBe('"t10"');
  expect(etagOf({ updated_at: '1970-01-01T00:00:00.036Z' })).toBe('"t10"');
  expect(etagOf({})).toBeNull();
});

test.each([
  ['"v3"', 'strong', true],
  ['"v2", "v3"', 'strong', true],
  ['*', 'strong', true],
  ['W/"v3"', 'strong', false],
  ['W/"v3"', 'weak', true],
  ['"v30"', 'weak', false],
  ['v3', 'weak', false],
  ['', 'weak', false],
] as const)('%s compared %sly with "v3" is %s', (condition, comparison, expected) => {
  expect(matches(condition, '"v3"', comparison)).toBe(expected);
});
