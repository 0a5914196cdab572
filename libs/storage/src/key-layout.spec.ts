import {
  archiveKey,
  exportKey,
  filingKey,
  organizationOfKey,
  reportKey,
  slugOf,
  snapshotKey,
} from './key-layout.js';
import { requireKey } from './storage-key.js';

const ORGANIZATION = '0199aaaa-0000-7000-8000-0000000000aa';
const parts = {
  organization_id: ORGANIZATION,
  instant: new Date('2026-01-31T23:59:59Z'),
  unique: '7-1',
};

describe('where files stand (EN-RT)', () => {
  it('exports lie under their request', () => {
    const key = exportKey({ ...parts, request_id: 'r1', extension: 'csv' });
    expect(key).toBe(`exports/${ORGANIZATION}/r1/export_20260131T235959Z-7-1.csv`);
  });

  it('reports lie in their month, by name', () => {
    const key = reportKey({ ...parts, name: 'Monthly Settlement Report', extension: 'pdf' });
    expect(key).toBe(`reports/${ORGANIZATION}/2026/01/monthly-settlement-report_20260131T235959Z-7-1.pdf`);
  });

  it('archived files lie in the year of the file', () => {
    const key = archiveKey({ ...parts, name: 'Monthly Settlement Report', extension: 'pdf' });
    expect(key).toBe(
      `archive/${ORGANIZATION}/2026/monthly-settlement-report_20260131T235959Z-7-1.pdf.glacier`,
    );
  });

  it('what is filed lies in the year it is about, under its own name and nothing of the attempt', () => {
    const filed = { area: 'bufdir-reports', organization_id: ORGANIZATION, year: 2025, id: 'r1' } as const;
    const key = filingKey({ ...filed, extension: 'pdf' });
    expect(key).toBe(`bufdir-reports/${ORGANIZATION}/2025/r1.pdf`);
    expect(organizationOfKey(key)).toBe(ORGANIZATION);
    expect(() => requireKey(key)).not.toThrow();
  });

  it('the month is that of UTC: the first of February in Kiritimati is January', () => {
    const instant = new Date('2026-02-01T06:30:00+14:00');
    expect(reportKey({ ...parts, instant, name: 'x', extension: 'pdf' })).toBe(
      `reports/${ORGANIZATION}/2026/01/x_20260131T163000Z-7-1.pdf`,
    );
  });

  it.each([
    ['../../x', 'x'],
    ['Ærlig/rapport', 'aerlig-rapport'],
    ['Århus — Øst & Łódź', 'arhus-ost-lodz'],
    ['  Q2/2026: "stock"  ', 'q2-2026-stock'],
    ['รายงาน', 'report'],
    ['....', 'report'],
    ['', 'report'],
    ['x'.repeat(300), 'x'.repeat(80)],
    ['straße.pdf\u0000', 'strasse-pdf'],
  ])('%j is written %j', (name, slug) => {
    expect(slugOf(name, 'report')).toBe(slug);
    const unique = `${'0'.repeat(32)}-999`;
    for (const key of [
      reportKey({ ...parts, unique, name, extension: 'xlsx' }),
      archiveKey({ ...parts, unique, name, extension: 'xlsx' }),
      snapshotKey({ ...parts, unique, name }),
    ]) {
      expect(() => requireKey(key)).not.toThrow();
      expect(organizationOfKey(key)).toBe(ORGANIZATION);
    }
  });

  it('two attempts never meet', () => {
    const first = reportKey({ ...parts, name: 'x', extension: 'pdf' });
    expect(reportKey({ ...parts, unique: '7-2', name: 'x', extension: 'pdf' })).not.toBe(first);
  });

  it.each([
    [`${ORGANIZATION}/2026/07/job/1/report.csv`, ORGANIZATION],
    [`reports/${ORGANIZATION}/2026/07/x.csv`, ORGANIZATION],
    ['backups/dump.sql', 'backups'],
    ['dump.sql', null],
  ])('the organization of %s is %s', (key, organization) => {
    expect(organizationOfKey(key)).toBe(organization);
  });
});
