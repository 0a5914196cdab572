import type { PlacedBarcode } from '@galley/layout';
import bwip from 'bwip-js/generic';
import { linesOf, readPdf } from '../../testing/read-pdf.js';
import { BLACK, drawnPage, frame, memoryDevice, NO_BOX } from '../testing/drawing.js';
import { operatorsOf } from '../testing/operators-of.js';
import { code128Text, ean13Text, runsOf } from '../testing/read-bars.js';
import { bareSymbol } from './fitted-symbol.js';
import { BarcodeFault } from './symbol.js';

function barcode(symbology: string, text: string, more: Partial<PlacedBarcode> = {}): PlacedBarcode {
  return {
    kind: 'barcode',
    frame: frame(10, 20, 200, 60),
    box: NO_BOX,
    link: null,
    symbology,
    text,
    options: {},
    show_text: true,
    color: BLACK,
    angle: 0,
    auto_size: false,
    font_size: 8,
    ...more,
  };
}

describe('a barcode', () => {
  it.each(['5901234123457', '4006381333931', '0012345678905'])('EAN-13 %s is read back', async (text) => {
    const file = await drawnPage(barcode('ean13', text));
    expect(ean13Text(runsOf(operatorsOf(file)))).toBe(text);
    expect(
      linesOf((await readPdf(file)).pages[0]!)
        .join('')
        .replace(/\s/g, ''),
    ).toBe(text);
  });

  it.each(['ABC-12345', 'PO-2026-000123', 'lower & UPPER'])('Code 128 %s is read back', async (text) => {
    const file = await drawnPage(barcode('code128', text));
    expect(code128Text(runsOf(operatorsOf(file)))).toBe(text);
    expect(linesOf((await readPdf(file)).pages[0]!)).toEqual([text]);
  });

  it.each([
    ['ean8', '96385074'],
    ['upca', '012345678905'],
    ['upce', '01234565'],
    ['gs1-128', '(01)09521234543213(3103)000123'],
    ['code39', 'CODE39'],
    ['code39ext', 'Code39x'],
    ['code93', 'CODE93'],
    ['code93ext', 'Code93x'],
    ['interleaved2of5', '1234567895'],
    ['itf14', '15400141288763'],
    ['industrial2of5', '123456'],
    ['matrix2of5', '123456'],
    ['rationalizedCodabar', 'A12345B'],
    ['msi', '1234567'],
    ['plessey', '1234'],
    ['pharmacode', '117480'],
    ['postnet', '01234'],
    ['planet', '01234567890'],
    ['onecode', '0123456709498765432101234567891'],
    ['royalmail', 'LE28HS9Z'],
    ['japanpost', '6540123789-A-K-Z'],
    ['auspost', '5956439111ABA 9'],
    ['identcode', '563102430313'],
    ['leitcode', '21348075016401'],
    ['ean2', '05'],
    ['ean5', '90200'],
    ['qrcode', 'https://galley.example/PO-1'],
    ['gs1qrcode', '(01)03453120000011'],
    ['datamatrix', 'PO-2026-0001'],
    ['gs1datamatrix', '(01)03453120000011(17)120508(10)ABCD1234'],
    ['pdf417', 'PDF417 text'],
    ['azteccode', 'Aztec'],
    ['maxicode', 'MaxiCode'],
  ])('%s is drawn within its frame', async (symbology, text) => {
    const item = barcode(symbology, text);
    expect(bareSymbol(item)).not.toBeInstanceOf(BarcodeFault);
    const [left, right, bottom, top] = boundsOf(operatorsOf(await drawnPage(item)));
    expect(left).toBeGreaterThanOrEqual(9.9);
    expect(right).toBeLessThanOrEqual(210.1);
    expect(bottom).toBeGreaterThanOrEqual(300 - 80.1);
    expect(top).toBeLessThanOrEqual(300 - 19.9);
    expect(right! - left!).toBeGreaterThan(40);
  });

  it.each([
    ['ean13', '123', 'EAN-13 must be 12 or 13 digits'],
    ['ean13', '5901234123450', 'check digit'],
    ['code39', 'ærlig', 'must contain only'],
    ['qrcode', 'x'.repeat(7999), 'too long'],
    ['qrcode', 'x'.repeat(9000), 'too long'],
    ['qrcode', '', 'no text'],
    ['nonsense', 'x', 'unknown'],
    ['constructor', 'x', 'unknown'],
  ])('%s of %.20s says what is wrong with it', async (symbology, text, words) => {
    const item = barcode(symbology, text, { frame: frame(0, 0, 400, 60) });
    expect(linesOf((await readPdf(await drawnPage(item))).pages[0]!).join(' ')).toContain(words);
    expect(memoryDevice().device.typesetter.barcodeSize(item)).toBeNull();
  });

  it.each([
    ['qrcode', 'https://galley.example/PO-1', 2],
    ['datamatrix', 'PO-2026-0001', 2],
    ['azteccode', 'Aztec', 2],
  ])('%s has the modules that its encoder made', (symbology, text, unit) => {
    const symbol = bareSymbol(barcode(symbology, text));
    if (symbol instanceof BarcodeFault) throw symbol;
    const [encoded] = bwip.raw({ bcid: symbology, text }) as { pixs: number[]; pixx: number; pixy: number }[];
    const { pixs, pixx, pixy } = encoded!;
    expect([symbol.width, symbol.height]).toEqual([pixx * unit, pixy * unit]);
    const polygons = symbol.layers.flatMap(({ shapes }) =>
      shapes.map((shape) => (shape.kind === 'polygon' ? shape.points : [])),
    );
    const drawn = pixs.map((_, at) => {
      const [x, y] = [((at % pixx) + 0.5) * unit, (Math.floor(at / pixx) + 0.5) * unit];
      return polygons.reduce((count, points) => count + crossings(points, x, y), 0) % 2;
    });
    expect(drawn).toEqual(pixs);
  });

  it('keeps squares square and turns with its angle', async () => {
    const square = boundsOf(operatorsOf(await drawnPage(barcode('qrcode', 'x', { show_text: false }))));
    expect(square[1]! - square[0]!).toBeCloseTo(square[3]! - square[2]!, 0);
    const turned = operatorsOf(await drawnPage(barcode('code128', 'x', { angle: 90 })));
    expect(turned).toMatch(/^0 -1 1 0 [-\d.]+ [-\d.]+ cm$/m);
  });

  it('has a natural size by its modules', () => {
    const { typesetter } = memoryDevice().device;
    const bare = { show_text: false };
    expect(typesetter.barcodeSize(barcode('ean13', '5901234123457', bare))).toEqual({
      width: 71.25,
      height: 60,
    });
    expect(typesetter.barcodeSize(barcode('qrcode', 'x', bare))).toEqual({ width: 63, height: 63 });
    expect(typesetter.barcodeSize(barcode('ean13', '5901234123457', { ...bare, angle: 90 }))?.height).toBe(
      71.25,
    );
  });

  it('takes no option that would change more than the code', async () => {
    const plain = await drawnPage(barcode('code128', 'x'));
    const options = { scale: 1e9, height: 1e9, padding: 900, rotate: 'L', textsize: 99, dontdraw: true };
    expect((await drawnPage(barcode('code128', 'x', { options }))).equals(plain)).toBe(true);
  });
});

/** How many edges of a polygon a ray to the right crosses. */
function crossings(points: readonly (readonly [number, number])[], x: number, y: number): number {
  return points.filter(([ax, ay], index) => {
    const [bx, by] = points[(index + 1) % points.length]!;
    return ay > y !== by > y && ((bx - ax) * (y - ay)) / (by - ay) + ax > x;
  }).length;
}

/** Left, right, bottom and top of everything filled. */
function boundsOf(operators: string): readonly number[] {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [, x, y, width, height] of operators.matchAll(/^(\S+) (\S+) (\S+) (\S+) re$/gm)) {
    xs.push(Number(x), Number(x) + Number(width));
    ys.push(Number(y), Number(y) + Number(height));
  }
  for (const [, x, y] of operators.matchAll(/^(\S+) (\S+) [ml]$/gm)) {
    xs.push(Number(x));
    ys.push(Number(y));
  }
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
}
