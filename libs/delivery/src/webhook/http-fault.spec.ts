import { retryAfterSeconds, statusFault } from './http-fault.js';

describe('statusFault', () => {
  it.each([200, 201, 202, 204, 299])('takes %d as delivered', (status) => {
    expect(statusFault(status, undefined)).toBeNull();
  });

  it.each([
    [301, 'refused', false],
    [307, 'refused', false],
    [400, 'refused', false],
    [401, 'refused', false],
    [404, 'refused', false],
    [408, 'deferred', true],
    [410, 'gone', false],
    [413, 'too-large', false],
    [425, 'deferred', true],
    [429, 'deferred', true],
    [500, 'deferred', true],
    [503, 'deferred', true],
    [599, 'deferred', true],
  ])('reads %d as %s', (status, code, retry) => {
    expect(statusFault(status, undefined)).toMatchObject({ code, retry, retry_after_s: null });
  });
});

describe('retryAfterSeconds', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  it.each([
    [undefined, null],
    ['', null],
    ['soon', null],
    ['-5', null],
    ['0', 0],
    ['120', 120],
    ['999999999', 86_400],
    ['Fri, 20 Nov 2026 12:01:30 GMT', 90],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
  ])('reads %j as %j', (header, expected) => {
    expect(retryAfterSeconds(header, now)).toBe(expected);
  });
});
