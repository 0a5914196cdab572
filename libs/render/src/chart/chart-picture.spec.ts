import { decode } from 'fast-png';
import { chartPicture } from './chart-picture.js';
import { figuresOf, series } from './testing/sample-chart.js';

/** Share of pixels darker than half grey in rows `from` to `to`, parts of the picture's height. */
function inked(png: Buffer, from: number, to: number): number {
  const { width, height, data, channels } = decode(png);
  let dark = 0;
  const [first, last] = [Math.floor(height * from), Math.floor(height * to)];
  for (let at = first * width; at < last * width; at++) {
    const pixel = at * channels;
    if ((data[pixel] ?? 255) + (data[pixel + 1] ?? 255) + (data[pixel + 2] ?? 255) < 380) dark++;
  }
  return dark / ((last - first) * width);
}

describe('a chart as a picture', () => {
  it('has the size asked for at two and a half pixels per point, and is drawn', async () => {
    const png = await chartPicture(
      figuresOf([series('A', 'column', ['1', '2'])], { legend: 'none' }),
      200,
      100,
    );
    expect(decode(png)).toMatchObject({ width: 500, height: 250 });
    expect(inked(png, 0.2, 0.9)).toBeGreaterThan(0.1);
  });

  it.each([
    ['th', 'มูลค่าสินค้าตามหมวดหมู่'],
    ['ar', 'القيمة حسب الفئة'],
    ['zh', '按类别的价值'],
    ['en', 'Title <&> "quoted"'],
  ])('shows letters of %s', async (locale, title) => {
    const drawn = await chartPicture(figuresOf([], { title }, locale), 200, 100);
    const empty = await chartPicture(figuresOf([], { title: null }, locale), 200, 100);
    expect(inked(drawn, 0, 0.25)).toBeGreaterThan(0.005);
    expect(inked(empty, 0, 0.25)).toBe(0);
  });
});
