import { column, type SampleDataset } from '../testing/sample-dataset.js';
import { renderSample } from '../testing/sample-input.js';
import { pdfFormat } from './pdf-format.js';
import { linesOf, readPdf } from './testing/read-pdf.js';

async function linesWith(texts: readonly (string | null)[], locale = 'en'): Promise<string[]> {
  const sample: SampleDataset = {
    columns: [column('text', 'string', { label: 'Text' })],
    rows: texts.map((text) => [text]),
  };
  const { bytes } = await renderSample(pdfFormat, sample, { document: { locale } });
  const { pages } = await readPdf(bytes);
  return pages.flatMap(linesOf);
}

describe('text in a PDF', () => {
  it.each([
    ['Latin', 'Rømmegrøt økologisk, 1 l – “Røros”'],
    ['Vietnamese and Polish', 'Đặc sản Việt Nam, Łódź'],
    ['Greek and Cyrillic', 'Φέτα Борщ'],
    ['Thai', 'ที่นี่ปู่ญู'],
    ['Thai with SARA AM', 'น้ำปลาแท้ตราเรือใบ'],
    ['Thai with SARA AM on high consonants', 'ป้ำฟ้ำทำกำ'],
    ['Arabic', 'أرز بسمتي فاخر'],
    ['Arabic among other text', 'العربية مع English و 123 أرقام (قوس) هنا'],
    ['Arabic with vowel signs', 'مُحَمَّد'],
    ['Persian', 'کتاب‌خانه'],
    ['Chinese', '茉莉香米（5公斤）'],
    ['Japanese kana', 'ひらがな'],
    ['characters no font has', 'a😀b한c'],
    ['signs of PDF itself', '(Tj) ET \\) BT /R 9 Tf (hacked) Tj <<>> % [x]'],
  ])('is copied out as it was written: %s', async (_script, text) => {
    const lines = await linesWith([text]);
    expect(lines.map(plain)).toContain(plain(text));
  });

  it('shows controls and drops what is invisible', async () => {
    const lines = await linesWith(['a\u0001b\u007fc', 'x\u202eevil\u202cy\u200b\ufeffz', 'tab\there']);
    expect(lines).toContain('a\ufffdb\ufffdc');
    expect(lines).toContain('xevilyz');
    expect(lines).toContain('tab here');
  });

  it('breaks at line feeds and cuts with an ellipsis', async () => {
    const lines = await linesWith(['one\ntwo\r\nthree\nfour']);
    expect(lines).toEqual(expect.arrayContaining(['one', 'two', 'three…']));
  });

  it.each([
    ['Latin', 'W'],
    ['Thai', 'ข'],
    ['Chinese', '中'],
    ['Arabic', 'ب'],
    ['emoji', '😀'],
  ])('does not stall on a %s word of 80,000 letters', async (_script, letter) => {
    await linesWith(['warm']);
    const started = process.cpuUsage();
    const lines = await linesWith([letter.repeat(80_000), 'after']);
    // Microseconds of work, as a busy machine has a slow clock.
    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
    expect(lines.some((line) => line.includes('…'))).toBe(true);
    expect(lines).toContain('after');
  });

  it('survives half a surrogate pair in a title', async () => {
    const sample = { columns: [column('text', 'string')], rows: [['x']] };
    const { bytes } = await renderSample(pdfFormat, sample, { document: { title: 'half \ud83d pair' } });
    const { pages, info } = await readPdf(bytes);
    expect(info['Title']).toBe('half \ufffd pair');
    expect(linesOf(pages[0] ?? [])).toContain('half \ufffd pair');
  });

  it('speaks the document’s language', async () => {
    expect(await linesWith([], 'nb-NO')).toEqual(expect.arrayContaining(['Ingen rader passer', 'Text']));
    expect(await linesWith([], 'zh-CN')).toContain('没有匹配的行');
    expect((await linesWith([], 'th-TH')).map(plain)).toContain(plain('ไม่พบแถวที่ตรงเงื่อนไข'));
  });
});

describe('figures in a PDF', () => {
  async function figures(values: readonly string[], widthFrom: string, locale = 'en'): Promise<string[]> {
    const many = Array.from({ length: 200 }, () => [widthFrom]);
    const sample = {
      columns: [column('n', 'decimal', { scale: 2 })],
      rows: [...many, ...values.map((v) => [v])],
    };
    const { bytes } = await renderSample(pdfFormat, sample, { document: { locale } });
    return (await readPdf(bytes)).pages.flat().map((item) => item.text);
  }

  it('shrink or give way to #### where they do not fit, and are never cut', async () => {
    const texts = await figures(['123456.78', '9'.repeat(40) + '.00'], '1.00');
    expect(texts).toContain('123,456.78');
    expect(texts.some((text) => /^#+$/.test(text))).toBe(true);
  });

  it('are exact at any length', async () => {
    const value = '123456789012345678901234567890.12';
    expect(await figures([value], value)).toContain('123,456,789,012,345,678,901,234,567,890.12');
  });

  it('follow the locale', async () => {
    expect(await figures(['-1234567.89'], '-1234567.89', 'nb-NO')).toContain('−1 234 567,89');
    expect(await figures(['-1234567.89'], '-1234567.89', 'de-DE')).toContain('-1.234.567,89');
    expect(await figures(['-1234567.89'], '-1234567.89', 'en-IN')).toContain('-12,34,567.89');
  });
});

/** Spaces around a change of font are the reader's guess. */
function plain(text: string): string {
  return text.replace(/[\s\u200c]/g, '');
}
