import { toSVG } from 'bwip-js';
import { readObject, readObjects } from '../testing/read-report.js';
import { SYMBOLOGIES } from './symbologies.js';

const barcode = (attributes: string) => readObject('barcode', `<BarcodeObject ${attributes}/>`);

describe('BarcodeObject', () => {
  it('is Code 39 with a check digit when nothing is said', () => {
    expect(barcode('')).toMatchObject({
      symbology: 'code39',
      text: { text: '12345678' },
      options: { includecheck: true },
      show_text: true,
      auto_size: false,
      angle: 0,
    });
    expect(barcode('Barcode.CalcCheckSum="false" Text="ab"')).toMatchObject({
      options: {},
      text: { text: 'AB' },
    });
  });

  it.each([
    ['EAN13', '1234567890123', '123456789012'],
    ['EAN8', '123', '0000123'],
    ['UPC-A', '123456789012', '12345678901'],
    ['UPC-E1', '1234567', '1123456'],
    ['ITF-14', '12345678', '0000012345678'],
    ['2/5 Interleaved', '123', '0123'],
    ['Codabar', '123', 'A123B'],
    ['Codabar', 'c123d', 'C123D'],
    ['GS1 DataBar Limited', '(01)1234567890123', '(01)1234567890123'],
    ['Code128', '&C;123&A;x', '123x'],
    ['Deutsche Identcode', '12345123456', '12345123456'],
  ])('%s takes %s as %s', (name, written, drawn) => {
    expect(barcode(`Barcode="${name}" Text="${written.replaceAll('&', '&amp;')}"`).text.text).toBe(drawn);
  });

  it('draws PostNet of any length bar by bar', () => {
    expect(barcode('Barcode="PostNet" Text="12345"')).toMatchObject({
      symbology: 'postnet',
      text: { text: '12345' },
    });
    const free = barcode('Barcode="PostNet" Text="12"');
    // 1, 2 and the check digit 7 between two tall bars.
    expect(free).toMatchObject({
      symbology: 'daft',
      options: { alttext: '12' },
      text: { text: 'FDDDFFDDFDFFDDDFF' },
    });
    expect(toSVG({ bcid: free.symbology, text: free.text.text, ...free.options })).toContain('<svg');
  });

  it('suits texts that only the data know', () => {
    const { text } = barcode('Barcode="EAN13" Expression="[Page]"');
    const scope = {
      locale: 'en',
      currency: null,
      now: { iso: '2026-01-01', has_time: false },
      lookup: () => '42',
    };
    expect(text.evaluate(scope, String)).toBe('000000000042');
    expect(text.evaluate({ ...scope, lookup: () => '' }, String)).toBe('');
  });

  it.each([
    ['QR Code', 'Barcode.ErrorCorrection="H"', { eclevel: 'H' }],
    ['QR Code', '', { eclevel: 'M' }],
    ['Aztec', 'Barcode.ErrorCorrection="33"', { eclevel: 33 }],
    ['PDF417', 'Barcode.ErrorCorrection="Level4" Barcode.Columns="6"', { eclevel: 4, columns: 6 }],
    ['Datamatrix', 'Barcode.SymbolSize="Size24x24"', { version: '24x24' }],
    ['MaxiCode', '', { mode: 4 }],
    ['2/5 Interleaved', 'Barcode.CalcCheckSum="false"', { includecheck: false }],
  ])('%s %s', (name, attributes, options) => {
    expect(barcode(`Barcode="${name}" ${attributes}`).options).toEqual(options);
  });

  it('reads its frame, and lists what it cannot do', () => {
    expect(barcode('Expression="[Page]"').auto_size).toBe(true);
    expect(barcode('Expression="[Page]" Zoom="2"').auto_size).toBe(false);
    expect(barcode('Angle="270" Zoom="2" ShowText="false" Barcode.Color="Red"')).toMatchObject({
      angle: 270,
      auto_size: false,
      show_text: false,
      color: { red: 1 },
    });
    const { missing } = readObjects(
      '<BarcodeObject Barcode="Unheard"/><BarcodeObject Barcode.WideBarRatio="3"/>',
    );
    expect(Object.keys(missing)).toEqual(['BarcodeObject.Barcode', 'BarcodeObject.Barcode.WideBarRatio']);
  });

  it.each(Object.keys(SYMBOLOGIES).filter((name) => !['PostNet', 'Swiss QR Code'].includes(name)))(
    'bwip-js draws %s as read',
    (name) => {
      const samples: Record<string, string> = {
        'GS1-128 (UCC/EAN-128)': '(10)123456',
        'GS1 Datamatrix': '(02)00000123456789',
        'Intelligent Mail (USPS)': '12345678901234567890',
        'Japan Post 4 State Code': '597-8615-5-7-6',
        Pharmacode: '123456',
      };
      const { symbology, text, options } = barcode(`Barcode="${name}" Text="${samples[name] ?? '1234567'}"`);
      expect(toSVG({ bcid: symbology, text: text.text, ...options })).toContain('<svg');
    },
  );
});
