import { withMark } from './export-watermark.js';

const AT = new Date('2026-01-31T23:59:59.750Z');

describe('the mark on files with personal data (EN-AP-13)', () => {
  it('says who and when: across PDF pages, on the Parameters sheet, in the name of the file', () => {
    expect(withMark({ locale: 'nb' }, 'Contracts', { name: 'Åse Bø', at: AT })).toEqual({
      locale: 'nb',
      title: 'Contracts - Åse Bø - 20260131T235959Z',
      subtitle: 'Åse Bø · 2026-01-31T23:59:59Z',
      include_summary: true,
      pdf: { watermark: 'Åse Bø · 2026-01-31T23:59:59Z' },
    });
  });

  it('cannot be wished away', () => {
    const wished = {
      title: 'Mine',
      subtitle: 'x',
      include_summary: false,
      pdf: { tagged: true, watermark: 'x' },
    };
    expect(withMark(wished, 'Contracts', { name: 'A', at: AT })).toMatchObject({
      title: 'Mine - A - 20260131T235959Z',
      subtitle: 'A · 2026-01-31T23:59:59Z',
      include_summary: true,
      pdf: { tagged: true, watermark: 'A · 2026-01-31T23:59:59Z' },
    });
  });

  it('fits the options whatever the names are, without cutting a letter in half', () => {
    const marked = withMark({}, '😀'.repeat(300), { name: `${'😀'.repeat(150)}/..\\`, at: AT });
    const { watermark } = marked.pdf as { watermark: string };
    expect(watermark.length).toBeLessThanOrEqual(100);
    expect(String(marked.title).length).toBeLessThanOrEqual(200);
    // Half a letter has no place in a URI.
    expect(() => encodeURIComponent(watermark + String(marked.title))).not.toThrow();
    expect(marked.title).toMatch(/ - 20260131T235959Z$/);
  });
});
