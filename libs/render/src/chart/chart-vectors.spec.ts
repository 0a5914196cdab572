import type { ChartDesign, ChartFigures, ChartKind } from '@galley/layout';
import { hexOf } from '../hex-color.js';
import { colorAt } from './chart-colors.js';
import { boxOf, ChartTypesetter } from './chart-text.js';
import { chartVectors } from './chart-vectors.js';
import { figuresOf, PLAIN_DESIGN, series } from './testing/sample-chart.js';
import { vectorsSvg } from './vectors-svg.js';
import { prepareCharts } from './vega-paths.js';
import type { ChartPath, ChartText, ChartVectors } from './vectors.js';

const [WIDTH, HEIGHT] = [360, 220];
const LEGEND_SIDE = 8;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

beforeAll(() => prepareCharts());

function boxOfPath({ steps }: ChartPath): Box {
  const numbers = steps.map((step) => step.slice(1) as number[]);
  const xs = numbers.flatMap((all) => all.filter((_, at) => at % 2 === 0));
  const ys = numbers.flatMap((all) => all.filter((_, at) => at % 2 === 1));
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** Filled shapes of a series' colour, larger than the square of its legend entry. */
function marks({ paths }: ChartVectors, position: number): Box[] {
  const color = hexOf(colorAt(position, PLAIN_DESIGN));
  return paths
    .filter(({ fill }) => fill !== null && hexOf(fill) === color)
    .map(boxOfPath)
    .filter(({ left, right, top, bottom }) => right - left > LEGEND_SIDE || bottom - top > LEGEND_SIDE);
}

function textBox(text: ChartText): Box {
  const corners = boxOf(text, new ChartTypesetter(text.size).width(text.text, text.bold));
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

function outside(vectors: ChartVectors): string[] {
  const isOut = ({ left, top, right, bottom }: Box): boolean =>
    left < -0.5 || top < -0.5 || right > vectors.width + 0.5 || bottom > vectors.height + 0.5;
  return [
    ...vectors.texts.filter((text) => isOut(textBox(text))).map(({ text }) => text),
    ...vectors.paths.filter((path) => isOut(boxOfPath(path))).map(({ steps }) => JSON.stringify(steps)),
  ];
}

/** Pairs of texts whose turned boxes meet, told by a line between them (separating axes). */
function overlaps({ texts }: ChartVectors): string[] {
  const shapes = texts.map((text) => ({
    text: text.text,
    corners: boxOf(text, new ChartTypesetter(text.size).width(text.text, text.bold)),
  }));
  return shapes.flatMap((a, at) =>
    shapes.slice(at + 1).flatMap((b) => (isApart(a.corners, b.corners) ? [] : [`${a.text} × ${b.text}`])),
  );
}

type Corners = ReturnType<typeof boxOf>;

function isApart(a: Corners, b: Corners): boolean {
  return [a, b].some((corners) =>
    corners.some(([x, y], at) => {
      const [nextX, nextY] = corners[(at + 1) % corners.length]!;
      const along = (point: readonly [number, number]): number =>
        point[0] * (nextY - y) - point[1] * (nextX - x);
      const [as, bs] = [a.map(along), b.map(along)];
      return Math.max(...as) <= Math.min(...bs) + 0.01 || Math.max(...bs) <= Math.min(...as) + 0.01;
    }),
  );
}

function draw(figures: ChartFigures, width: number = WIDTH, height: number = HEIGHT): ChartVectors {
  return chartVectors(figures, width, height);
}

const NO_LEGEND: Partial<ChartDesign> = { legend: 'none', title: null };

describe('a chart as vectors', () => {
  it('draws a column per figure, as high as the figure is large', () => {
    const bars = marks(draw(figuresOf([series('A', 'column', ['100', '250', '400'])], NO_LEGEND)), 0);
    const heights = bars.map(({ top, bottom }) => bottom - top);
    expect(heights).toHaveLength(3);
    expect(heights[1]! / heights[0]!).toBeCloseTo(2.5, 3);
    expect(heights[2]! / heights[0]!).toBeCloseTo(4, 3);
    expect(new Set(bars.map(({ bottom }) => bottom.toFixed(2))).size).toBe(1);
  });

  it('lays bars on their side, from the top', () => {
    const bars = marks(draw(figuresOf([series('A', 'bar', ['100', '250'])], NO_LEGEND)), 0);
    expect((bars[1]!.right - bars[1]!.left) / (bars[0]!.right - bars[0]!.left)).toBeCloseTo(2.5, 3);
    expect(bars[0]!.bottom).toBeLessThan(bars[1]!.top);
  });

  it('draws negative figures on the other side of zero', () => {
    const [up, down] = marks(draw(figuresOf([series('A', 'column', ['200', '-100'])], NO_LEGEND)), 0);
    expect(up!.bottom).toBeCloseTo(down!.top, 3);
    expect((up!.bottom - up!.top) / (down!.bottom - down!.top)).toBeCloseTo(2, 3);
  });

  it('sets series side by side, stacked, or as shares of a hundred', () => {
    const both = [series('A', 'column', ['30']), series('B', 'column', ['10'])];
    const [a, b] = [0, 1].map((at) => marks(draw(figuresOf(both, NO_LEGEND)), at)[0]!);
    expect(a!.right).toBeLessThanOrEqual(b!.left);
    for (const stacking of ['stacked', 'percent'] as const) {
      const vectors = draw(figuresOf(both, { ...NO_LEGEND, stacking }));
      const [lower, upper] = [0, 1].map((at) => marks(vectors, at)[0]!);
      expect(upper!.bottom).toBeCloseTo(lower!.top, 3);
      expect((lower!.bottom - lower!.top) / (upper!.bottom - upper!.top)).toBeCloseTo(3, 3);
      expect(vectors.texts.some(({ text }) => text === '100%')).toBe(stacking === 'percent');
    }
  });

  it('leads a line through its figures and breaks it where one is missing', () => {
    const { paths } = draw(figuresOf([series('A', 'line', ['1', '2', null, '4', '3'])], NO_LEGEND));
    const line = paths.find(
      ({ stroke }) => stroke && hexOf(stroke.color) === hexOf(colorAt(0, PLAIN_DESIGN)),
    );
    expect(line?.steps.map(([kind]) => kind)).toEqual(['M', 'L', 'M', 'L']);
  });

  it('gives each slice its share of the circle', () => {
    const vectors = draw(figuresOf([series('A', 'pie', ['1', '1', '2', '0', '-5', null])], NO_LEGEND));
    const half = vectors.paths.filter(({ fill }) => fill && hexOf(fill) === hexOf(colorAt(2, PLAIN_DESIGN)));
    expect(vectors.paths.filter(({ fill }) => fill)).toHaveLength(3);
    const { left, right, top, bottom } = boxOfPath(half[0]!);
    expect((right - left) / (bottom - top)).toBeCloseTo(0.5, 1);
  });

  it('groups figures of axes and labels as the locale does', () => {
    const one = [series('A', 'column', ['1234567.89'], { show_labels: true })];
    const texts = (locale: string): string[] =>
      draw(figuresOf(one, {}, locale)).texts.map(({ text }) => text);
    expect(texts('en')).toEqual(expect.arrayContaining(['1,500,000', '1,234,567.89']));
    expect(texts('de')).toEqual(expect.arrayContaining(['1.500.000', '1.234.567,89']));
  });

  it('says in its language that there is nothing', () => {
    expect(
      draw(figuresOf([series('A', 'line', [null])], { title: null }, 'th')).texts.map(({ text }) => text),
    ).toEqual(['ไม่มีข้อมูล']);
    expect(draw(figuresOf([], { title: null }, 'nb')).texts[0]?.text).toBe('Ingen data');
    expect(draw(figuresOf([series('A', 'pie', ['NaN'])], { title: null })).paths).toEqual([]);
  });

  it('runs from right to left in Arabic', () => {
    const bars = marks(draw(figuresOf([series('A', 'column', ['1', '2', '3'])], NO_LEGEND, 'ar')), 0);
    const heights = bars.toSorted((a, b) => b.left - a.left).map(({ top, bottom }) => bottom - top);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  });

  it('refuses more points than anybody sees', () => {
    const many = series(
      'A',
      'line',
      Array.from({ length: 2001 }, () => '1'),
    );
    expect(() => draw(figuresOf([many]))).toThrow('at most');
    expect(draw(figuresOf([{ ...many, points: many.points.slice(1) }])).paths.length).toBeGreaterThan(0);
  });

  it('draws the same twice', () => {
    const figures = figuresOf([
      series('A', 'spline_area', ['1', '3', '2']),
      series('B', 'column', ['2', '1', '5']),
    ]);
    expect(vectorsSvg(draw(figures))).toBe(vectorsSvg(draw(figures)));
  });
});

const KINDS: readonly ChartKind[] = [
  'column',
  'bar',
  'line',
  'spline',
  'area',
  'spline_area',
  'pie',
  'doughnut',
  'point',
];
const NAMES: Readonly<Record<string, readonly string[]>> = {
  one: ['Only'],
  months: ['January', 'February', 'March', 'April', 'May', 'June'],
  long: [
    'Frozen vegetables and fruits of the season',
    'Beverages, alcoholic, imported from abroad',
    'Dry goods',
    'x'.repeat(300),
  ],
  sixty: Array.from({ length: 60 }, (_, at) => `Item number ${at + 1}`),
  thai: ['เครื่องดื่ม', 'ของแห้ง', 'ผักและผลไม้สดจากภาคเหนือของประเทศ', 'น้ำมันพืช'],
  arabic: ['المشروبات', 'البضائع الجافة', 'الخضروات والفواكه الموسمية'],
};

const SIZES = [
  [360, 220, 'bottom'],
  [520, 180, 'right'],
  [150, 110, 'top'],
  [60, 40, 'left'],
  [8, 8, 'bottom'],
] as const;

describe('every kind of chart with every kind of names', () => {
  it.each(KINDS.flatMap((kind) => Object.keys(NAMES).map((names) => [kind, names] as const)))(
    '%s of %s: nothing outside, no text on another',
    (kind, key) => {
      const names = NAMES[key]!;
      const of = (name: string, factor: number) => ({
        ...series(name, kind, [], { show_labels: true }),
        points: names.map((x, at) => ({ x, y: String(1000 + ((at * 37) % 11) * factor - (at % 5) * 400) })),
      });
      const titles = { x_title: 'Category of goods', y_title: 'Value' };
      for (const [width, height, legend] of SIZES) {
        const figures = figuresOf(
          [of('Value', 300), of('A much longer name of a series', 90)],
          { ...titles, legend },
          key === 'arabic' ? 'ar' : 'en',
        );
        const vectors = draw(figures, width, height);
        expect(outside(vectors)).toEqual([]);
        expect(overlaps(vectors)).toEqual([]);
      }
    },
  );
});
