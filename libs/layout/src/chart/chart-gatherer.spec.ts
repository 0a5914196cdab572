import { ExactDecimal, parseExpression, type Scope, type Value } from '../index.js';
import type { ChartDesign, ChartSeries } from '../model/chart.js';
import { ChartGatherer } from './chart-gatherer.js';

const SERIES: ChartSeries = {
  name: 'Value',
  kind: 'column',
  source: null,
  filter: null,
  x: parseExpression('[category]'),
  y: parseExpression('[value]'),
  split_by: null,
  points: [],
  color: null,
  show_labels: false,
};

const DESIGN: ChartDesign = {
  title: null,
  series: [SERIES],
  stacking: 'none',
  sort: 'none',
  top: null,
  legend: 'none',
  x_title: null,
  y_title: null,
  grid: true,
  y_format: { kind: 'general' },
  palette: null,
  font: null,
};

function scopeOf(row: Readonly<Record<string, Value>>): Scope {
  return {
    lookup: ({ text }) => row[text],
    locale: 'en',
    currency: null,
    now: { iso: '2026-06-30 00:00:00', has_time: true },
  };
}

const ROWS: readonly (readonly [category: string | null, unit: string, value: string | null])[] = [
  ['Wine', 'T01', '10.10'],
  ['Dry', 'T01', '0.1'],
  ['Dry', 'T02', '0.2'],
  ['Wine', 'T02', null],
  ['Zest', 'T01', '-3'],
  [null, 'T01', '1'],
];

function gathered(design: Partial<ChartDesign>, locale: string = 'en') {
  const gatherer = new ChartGatherer({ ...DESIGN, ...design }, { locale, currency: null });
  for (const [category, unit, value] of ROWS) {
    const scope = scopeOf({ category, unit, value: value === null ? null : new ExactDecimal(value) });
    gatherer.add(scope, (source) => source === null);
  }
  return gatherer
    .figures()
    .series.map(({ name, points }) => [name, ...points.map(({ x, y }) => `${x}=${y ?? 'null'}`)]);
}

describe('ChartGatherer', () => {
  it('adds figures up by x, exactly, in order of appearance', () => {
    expect(gathered({})).toEqual([['Value', 'Wine=10.1', 'Dry=0.3', 'Zest=-3', '=1']]);
  });

  it.each([
    ['x', ['=1', 'Dry=0.3', 'Wine=10.1', 'Zest=-3']],
    ['-x', ['Zest=-3', 'Wine=10.1', 'Dry=0.3', '=1']],
    ['y', ['Zest=-3', 'Dry=0.3', '=1', 'Wine=10.1']],
    ['-y', ['Wine=10.1', '=1', 'Dry=0.3', 'Zest=-3']],
  ] as const)('sorts by %s', (sort, points) => {
    expect(gathered({ sort })).toEqual([['Value', ...points]]);
  });

  it('shows the largest, whatever their sign, and the rest as one', () => {
    expect(gathered({ top: 2 }, 'nb')).toEqual([['Value', 'Wine=10.1', 'Zest=-3', 'Andre=1.3']]);
  });

  it('makes one series of each value of a split', () => {
    expect(gathered({ series: [{ ...SERIES, split_by: parseExpression('[unit]') }] })).toEqual([
      ['T01', 'Wine=10.1', 'Dry=0.1', 'Zest=-3', '=1'],
      ['T02', 'Wine=null', 'Dry=0.2'],
    ]);
  });

  it('leaves out rows for which the filter does not hold, and rows of other sources', () => {
    const filter = parseExpression('[value] > 0');
    expect(gathered({ series: [{ ...SERIES, filter }] })).toEqual([['Value', 'Wine=10.1', 'Dry=0.3', '=1']]);
    expect(gathered({ series: [{ ...SERIES, source: 'budget' }] })).toEqual([['Value']]);
  });

  it('keeps points that the layout itself holds', () => {
    const fixed = { ...SERIES, x: null, y: null, points: [{ x: 'A', y: '2.50' }] };
    expect(gathered({ series: [fixed] })).toEqual([['Value', 'A=2.5']]);
  });

  it('refuses more points than anybody sees', () => {
    const gatherer = new ChartGatherer(DESIGN, { locale: 'en', currency: null });
    const add = (): void => {
      for (let at = 0; at <= 20_000; at++) {
        gatherer.add(scopeOf({ category: `c${at}`, value: new ExactDecimal(1) }), () => true);
      }
    };
    expect(add).toThrow('more than 20000 points');
  });
});
