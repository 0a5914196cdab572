import type { PlacedItem, TextLook } from '@galley/layout';
import { linesOf, readPdf } from '../testing/read-pdf.js';
import {
  BLACK,
  border,
  drawnPage,
  FONT,
  frame,
  memoryDevice,
  NO_BOX,
  PAGE,
  placedText,
} from './testing/drawing.js';
import { operatorsOf } from './testing/operators-of.js';

async function placeOf(look: Partial<TextLook>, text = 'Place') {
  const { pages } = await readPdf(await drawnPage(placedText(text, frame(50, 100, 200, 60), look)));
  const [item] = pages[0] ?? [];
  if (!item) throw new Error('no text was drawn');
  return item;
}

describe('text on a page', () => {
  it('stands where its alignment says, measured from the upper left corner', async () => {
    const [left, right, center] = await Promise.all([
      placeOf({}),
      placeOf({ align: 'right', vertical: 'bottom' }),
      placeOf({ align: 'center', vertical: 'center' }),
    ]);
    expect(left.x).toBeCloseTo(50, 1);
    expect(PAGE.height - left.y).toBeCloseTo(100 + 9.3, 1);
    expect(right.x + right.width).toBeCloseTo(250, 1);
    expect(PAGE.height - right.y).toBeCloseTo(160 - 12 + 9.3, 1);
    expect(center.x + center.width / 2).toBeCloseTo(150, 1);
    expect(PAGE.height - center.y).toBeCloseTo(130 - 6 + 9.3, 1);
  });

  it('keeps its padding', async () => {
    const { x, y } = await placeOf({ padding: { left: 7, top: 5, right: 0, bottom: 0 } });
    expect(x).toBeCloseTo(57, 1);
    expect(PAGE.height - y).toBeCloseTo(105 + 9.3, 1);
  });

  it.each([90, 180, 270])('turns by %i degrees around the middle of its frame', async (angle) => {
    const file = await drawnPage(
      placedText('Turned', frame(50, 100, 100, 100), { angle, align: 'center', vertical: 'center' }),
    );
    const { pages } = await readPdf(file);
    const middle = { x: 100, y: PAGE.height - 150 };
    const half = (pages[0]![0]!.width ?? 0) / 2;
    const [dx, dy] = [pages[0]![0]!.x - middle.x, pages[0]![0]!.y - middle.y];
    const along = angle === 180 ? dx : angle === 90 ? dy : -dy;
    expect(along).toBeCloseTo(half, 0);
    expect(Math.abs(angle === 180 ? dy : dx)).toBeLessThan(5);
  });

  it('stretches the lines of a paragraph, but not its last', async () => {
    const text = 'the quick brown fox jumps over the lazy dog and back';
    const { pages } = await readPdf(
      await drawnPage(placedText(text, frame(50, 100, 120, 60), { align: 'justify' })),
    );
    const ends = new Map<number, number>();
    for (const { x, y, width } of pages[0]!) ends.set(y, Math.max(ends.get(y) ?? 0, x + width));
    const [last, ...others] = [...ends].sort(([a], [b]) => a - b).map(([, end]) => end);
    expect(others.length).toBeGreaterThan(0);
    for (const end of others) expect(end).toBeCloseTo(170, 0);
    expect(last).toBeLessThan(165);
  });

  it('ends in an ellipsis when it does not fit, and is narrowed before it is cut', async () => {
    const cut = await readPdf(
      await drawnPage(placedText('far too long for such a small box', frame(0, 0, 60, 12))),
    );
    expect(linesOf(cut.pages[0]!)).toEqual([expect.stringMatching(/^far.*…$/)]);
    const long = placedText('Just too long', frame(0, 0, 0, 12));
    const width = memoryDevice().device.typesetter.width(long) * 0.95;
    const narrowed = await drawnPage({ ...long, frame: frame(0, 0, width, 12) });
    expect(linesOf((await readPdf(narrowed)).pages[0]!)).toEqual(['Just too long']);
    expect(operatorsOf(narrowed)).toContain('90 Tz');
  });

  it('shrinks where it may', async () => {
    const { pages } = await readPdf(
      await drawnPage(
        placedText('far too long for such a small box', frame(0, 0, 60, 12), { auto_shrink: true }),
      ),
    );
    expect(pages[0]!.map((item) => item.text).join(' ')).toBe('far too long for such a small box');
  });

  it.each([
    ['Latin', 'Smørrebrød'],
    ['Thai', 'น้ำมันมะกอก'],
    ['Arabic', 'أرز بسمتي'],
    ['Chinese', '茉莉香米'],
  ])('is copied out as written in bold and italics: %s', async (_script, text) => {
    const file = await drawnPage(
      placedText(text, frame(0, 0, 300, 20), { font: { ...FONT, italic: true } }),
      placedText(text, frame(0, 50, 300, 20), { font: { ...FONT, italic: true, bold: true } }),
    );
    const plain = (line: string): string => line.replace(/\s/g, '');
    expect(linesOf((await readPdf(file)).pages[0]!).map(plain)).toEqual([plain(text), plain(text)]);
  });

  it('is measured as it is drawn', async () => {
    const { device } = memoryDevice();
    const { typesetter } = device;
    const text = placedText('one two three four five six seven', frame(0, 0, 60, 0));
    const height = typesetter.height(text, 60);
    const { pages } = await readPdf(await drawnPage({ ...text, frame: frame(0, 0, 60, height) }));
    expect(linesOf(pages[0]!).length * typesetter.lineHeight(text.look)).toBeCloseTo(height, 5);
    expect(linesOf(pages[0]!).join(' ')).toBe(text.text);
    expect(typesetter.height({ ...text, look: { ...text.look, angle: 90 } }, 60)).toBeCloseTo(
      typesetter.width(text),
      5,
    );
  });

  it.each([
    ['plain', 'one two three four five\nsix seven eight nine ten eleven twelve'],
    [
      'html',
      '<p>one <b>two three</b> four five</p><ul><li>six seven eight nine ten</li><li>eleven</li></ul>',
    ],
    ['markdown', 'one **two three** four five\n\n- six seven eight nine ten\n- eleven'],
  ] as const)('splits %s text at a line, and nothing is lost', async (markup, source) => {
    const { typesetter } = memoryDevice().device;
    const words = async (text: string): Promise<string> => {
      const item = { ...placedText(text, frame(0, 0, 80, 250)), markup };
      return linesOf((await readPdf(await drawnPage(item))).pages[0]!).join(' ');
    };
    const item = { ...placedText(source, frame(0, 0, 80, 0)), markup };
    const [head, rest] = typesetter.split(item, 80, 30)!;
    const first = { ...item, text: head };
    expect(typesetter.height(first, 80)).toBeLessThanOrEqual(30);
    expect(rest).not.toBe('');
    const both = `${await words(head)} ${await words(rest)}`;
    expect(both.replace(/\s+/g, '')).toBe((await words(source)).replace(/\s+/g, ''));
    expect(typesetter.split(item, 80, 5)).toBeNull();
  });

  it.each([
    ['Latin', 'W'.repeat(80_000)],
    ['Thai', 'ขนม'.repeat(30_000)],
    ['Arabic', 'مرحبا'.repeat(16_000)],
    ['Chinese', '中'.repeat(80_000)],
  ])('takes time by what is seen of an endless %s word', async (_script, word) => {
    const { device, finish } = memoryDevice();
    const started = process.cpuUsage();
    device.beginPage(PAGE, null);
    const item = placedText(word, frame(0, 0, 100, 40));
    expect(device.typesetter.height(item, 100)).toBeGreaterThan(1000);
    expect(device.typesetter.split(item, 100, 200)).not.toBeNull();
    for (const look of [{}, { auto_shrink: true }, { wrap: false }]) {
      device.draw(placedText(word, frame(0, 0, 100, 40), look));
    }
    await device.endPage();
    await finish();
    // Microseconds of work, as a busy machine has a slow clock.
    expect(process.cpuUsage(started).user).toBeLessThan(20_000_000);
  });

  it('stands level beside a text of another script, and its lines keep apart', () => {
    const { typesetter } = memoryDevice().device;
    const height = (text: string): number => typesetter.height(placedText(text, frame(0, 0, 200, 0)), 200);
    expect(height('น้ำ')).toBe(height('water'));
    expect(height('น้ำ\nปู่')).toBeGreaterThan(height('water\ncrab'));
  });
});

describe('a page', () => {
  it('draws what was reserved once it is known, its link too', async () => {
    const { device, finish } = memoryDevice();
    device.beginPage(PAGE, null);
    const place = frame(10, 10, 100, 20);
    const known = device.reserve({ ...placedText('', place), link: '#there' });
    const never = device.reserve({ ...placedText('', place), link: 'https://example.com/' });
    await device.endPage();
    device.beginPage({ width: 200, height: 500 }, null);
    device.bookmark('there', 40);
    device.draw(placedText('second', place));
    await device.endPage();
    device.resolve(known, { ...placedText('of 2', place), link: '#there' });
    device.resolve(never, null);
    const { pages, links, places, sizes } = await readPdf(await finish());
    expect(pages.map((page) => page.map((item) => item.text))).toEqual([['of 2'], ['second']]);
    expect(sizes).toEqual([
      [400, 300],
      [200, 500],
    ]);
    expect(links[0]).toEqual([{ target: 'there', box: [10, 270, 110, 290] }]);
    expect(places).toEqual(new Map([['there', 1]]));
    expect(() => device.resolve(known, null)).toThrow(RangeError);
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'http:/x',
    'https://',
    ' https://x.y',
  ])('has no link to %s', async (link) => {
    const file = await drawnPage({ ...placedText('x', frame(0, 0, 50, 20)), link });
    expect((await readPdf(file)).links).toEqual([[]]);
    expect(file.includes('/Annot')).toBe(false);
  });

  it('links to addresses with signs that mean something to PDF', async () => {
    const link = 'https://example.com/a(b)?c=\\d#e';
    const { links } = await readPdf(await drawnPage({ ...placedText('x', frame(0, 0, 50, 20)), link }));
    expect(links[0]!.map(({ target }) => target)).toEqual([new URL(link).href]);
  });

  it('stands in the outline below what it belongs to', async () => {
    const { device, finish } = memoryDevice();
    device.beginPage(PAGE, null);
    device.outline('A', 0, 0);
    device.outline('A.1', 1, 20);
    device.outline('too deep', 7, 40);
    device.outline('B', 0, 60);
    await device.endPage();
    expect((await readPdf(await finish())).outlineTree).toEqual(['A', '  A.1', '    too deep', 'B']);
  });

  it('gives the same bytes for the same items', async () => {
    const items: PlacedItem[] = [
      placedText('น้ำ and text', frame(10, 10, 100, 20), { font: { ...FONT, italic: true } }),
      {
        kind: 'box',
        frame: frame(10, 40, 80, 20),
        link: null,
        box: {
          fill: { kind: 'linear', start: BLACK, end: { ...BLACK, alpha: 0.5 }, angle: 30, focus: 0.5 },
          border: border(1),
        },
      },
    ];
    const first = await drawnPage(...items);
    await drawnPage(placedText('something else', frame(0, 0, 10, 10)));
    expect((await drawnPage(...items)).equals(first)).toBe(true);
  });

  it('writes numbers that PDF knows, whatever a layout says', async () => {
    const wild = frame(NaN, 1e300, Infinity, -Infinity);
    const look = {
      padding: { left: NaN, top: Infinity, right: -Infinity, bottom: 1e30 },
      angle: NaN,
      line_spacing: NaN,
    };
    const file = await drawnPage(
      placedText('wild', wild, look),
      {
        kind: 'box',
        frame: wild,
        link: null,
        box: { fill: { kind: 'path', center: BLACK, edge: BLACK }, border: border(1e300) },
      },
      {
        kind: 'line',
        frame: wild,
        link: null,
        box: NO_BOX,
        diagonal: true,
        stroke: border(NaN).left!,
        start_cap: 'arrow',
        end_cap: 'diamond',
      },
    );
    expect(operatorsOf(file)).not.toMatch(/NaN|Infinity|\de[+-]?\d/);
    expect((await readPdf(file)).pages).toHaveLength(1);
  });

  it('refuses a page that no reader opens', () => {
    const { device } = memoryDevice();
    expect(() => device.beginPage({ width: 500, height: 20_000 }, null)).toThrow('too long for a PDF');
  });
});
