import { retentionClassOf, retentionPlan, yearsAfter, type RetentionPolicy } from './retention.js';

const policy: RetentionPolicy = {
  export_days: 7,
  report_days: 90,
  archive_years: 7,
  reports_at_expiry: 'archive',
  permanent_types: ['bufdir'],
};
const made = new Date('2026-01-31T23:59:59Z');
const iso = (date: Date | null) => date?.toISOString() ?? null;

describe('how long files are kept (EN-RT)', () => {
  it('an export seven days, then it is gone', () => {
    const { expires_at, purge_at } = retentionPlan('export', made, policy);
    expect([iso(expires_at), purge_at]).toEqual(['2026-02-07T23:59:59.000Z', null]);
  });

  it('a report ninety days, then seven calendar years in the archive', () => {
    const { expires_at, purge_at } = retentionPlan('report', made, policy);
    expect([iso(expires_at), iso(purge_at)]).toEqual([
      '2026-05-01T23:59:59.000Z',
      '2033-05-01T23:59:59.000Z',
    ]);
  });

  it('a report is removed at its expiry where the organization says so', () => {
    const removed = { ...policy, reports_at_expiry: 'remove' as const };
    expect(retentionPlan('report', made, removed).purge_at).toBeNull();
  });

  it('what was asked for decides how long a report is at hand', () => {
    const { expires_at, purge_at } = retentionPlan('report', made, policy, 1);
    expect([iso(expires_at), iso(purge_at)]).toEqual([
      '2026-02-01T23:59:59.000Z',
      '2033-02-01T23:59:59.000Z',
    ]);
  });

  it('an archived file its calendar years from when it was made', () => {
    const { expires_at, purge_at } = retentionPlan('archive', made, policy);
    expect([expires_at, iso(purge_at)]).toEqual([null, '2033-01-31T23:59:59.000Z']);
  });

  it('a permanent file for good', () => {
    expect(retentionPlan('permanent', made, policy, 3)).toEqual({ expires_at: null, purge_at: null });
  });

  it.each([
    ['2028-02-29T12:00:00Z', '2035-02-28T12:00:00.000Z', 2556],
    ['2026-05-01T23:59:59Z', '2033-05-01T23:59:59.000Z', 2557],
    ['2025-03-01T00:00:00Z', '2032-03-01T00:00:00.000Z', 2557],
    ['2029-01-01T00:00:00Z', '2036-01-01T00:00:00.000Z', 2556],
  ])('seven years after %s is %s: %d days, never 2555', (from, to, days) => {
    const later = yearsAfter(new Date(from), 7);
    expect([iso(later), (later.getTime() - Date.parse(from)) / 86_400_000]).toEqual([to, days]);
  });

  it('29 February comes again where there is one', () => {
    expect(iso(yearsAfter(new Date('2028-02-29T00:00:00Z'), 8))).toBe('2036-02-29T00:00:00.000Z');
  });

  it('classes come from what a file is', () => {
    const of = (report_type: string, export_request_id: string | null) =>
      retentionClassOf({ report_type, export_request_id }, policy);
    expect([of('orders', null), of('orders', 'x'), of('bufdir', null), of('bufdir', 'x')]).toEqual([
      'report',
      'export',
      'permanent',
      'permanent',
    ]);
  });

  it('BU-B-13: an order for good goes before what the organization decides', () => {
    const file = { report_type: 'orders', export_request_id: 'x', retention_class: 'permanent' };
    expect(retentionClassOf(file, policy)).toBe('permanent');
    expect(retentionClassOf({ ...file, retention_class: null }, policy)).toBe('export');
    expect(retentionPlan('permanent', made, policy, 1)).toEqual({ expires_at: null, purge_at: null });
  });
});
