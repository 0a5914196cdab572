import { LayoutError } from '../../layout-error.js';
import { readLayout } from '../read-layout.js';
import { frxReader } from './frx-reader.js';
import { missingOf, readReport } from './testing/read-report.js';

const HINTS = { signature_config: null, orientation: 'auto', locale: 'en' } as const;

function refusal(content: string): LayoutError {
  try {
    readLayout(content, HINTS);
  } catch (error) {
    if (error instanceof LayoutError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('frxReader', () => {
  it('reads what a report says of itself', () => {
    const layout = readReport(
      '<ReportPage/>',
      'DoublePass="true" ReportInfo.Name="List" ReportInfo.Author="A" ReportInfo.Description="Line&#13;&#10;two"',
    );
    expect(layout).toMatchObject({
      kind: 'frx',
      info: { name: 'List', author: 'A', description: 'Line\r\ntwo' },
      unsupported: [],
    });
  });

  it('takes a byte order mark and blanks before the document', () => {
    expect(readLayout('\uFEFF  \n<Report><ReportPage/></Report>', HINTS).kind).toBe('frx');
  });

  it.each([
    ['<Report>\n<ReportPage></Report>', 'layout-invalid', '2:'],
    ['<!DOCTYPE Report [<!ENTITY a "b">]><Report>&a;</Report>', 'layout-invalid', '1:'],
    ['<jasperReport/>', 'layout-invalid', 'jasperReport'],
    ['<Report/>', 'layout-invalid', 'Report'],
    [`<Report>${'<a>'.repeat(100)}`, 'layout-invalid', '1:'],
  ])('refuses %j with its place', (content, code, at) => {
    const error = refusal(content);
    expect([error.code, error.at?.startsWith(at)]).toEqual([code, true]);
  });

  it('lists elements that nobody prints', () => {
    const layout = readReport(
      '<ScriptText/><ScriptText>code</ScriptText><DialogPage/><Odd/><Dictionary><CubeSource/></Dictionary><ReportPage Duplex="Simplex"/>',
      'InitialPageNumber="5" StartReportEvent="x"',
    );
    expect(Object.keys(missingOf(layout)).sort()).toEqual([
      'CubeSource',
      'DialogPage',
      'Odd',
      'Report.InitialPageNumber',
      'Report.StartReportEvent',
      'ScriptText',
    ]);
    expect(layout.unsupported.find(({ element }) => element === 'ScriptText')?.count).toBe(1);
  });

  it('is bounded in what it lists', () => {
    const many = Array.from({ length: 1000 }, (_, at) => `<Odd${at}/>`).join('');
    expect(readReport(`<ReportPage/>${many}`).unsupported).toHaveLength(200);
  });

  it('reads names of the prototype as unknown names', () => {
    const layout = frxReader.read(
      '<Report><Styles><Style Name="__proto__" Fill.Color="Red"/></Styles><ReportPage><DataBand><constructor/><TextObject toString="1" Style="__proto__" HorzAlign="constructor" Text="[__proto__.x] [constructor]"/></DataBand></ReportPage></Report>',
      HINTS,
    );
    expect(Object.keys(missingOf(layout)).sort()).toEqual([
      'TextObject.HorzAlign',
      'TextObject.toString',
      '[__proto__.x]',
      '[constructor]',
      'constructor',
    ]);
    expect(layout.unsupported.every(({ instead }) => typeof instead === 'string')).toBe(true);
    expect(Object.getPrototypeOf(layout.styles)).toBe(Object.prototype);
  });
});
