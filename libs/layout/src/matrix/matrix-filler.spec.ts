import fc from 'fast-check';
import type { Decimal } from 'decimal.js';
import type { Value } from '../expressions/contract.js';
import { ExactDecimal, ZERO } from '../expressions/exact-decimal.js';
import { number, scopeOf } from '../expressions/testing/sample-scope.js';
import { isNumber } from '../expressions/values.js';
import type { MatrixDesign } from '../model/objects.js';
import type { FilledGrid } from './filled-grid.js';
import { MatrixFiller } from './matrix-filler.js';
import { level, matrix, measure, misfits, textsOf } from './testing/sample-matrix.js';

type Row = readonly [name: string, year: number, month: number, revenue: string | null];

const ROWS: readonly Row[] = [
  ['Nancy', 2011, 2, '1000'],
  ['Nancy', 2011, 11, '1100'],
  ['Nancy', 2012, 1, '1300.50'],
  ['Andrew', 2011, 10, '1900'],
  ['Andrew', 2012, 2, '2100'],
  ['Andrew', 2011, 10, '0.25'],
  ['Steven', 2012, 1, null],
];

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const scope = scopeOf({ title: 'Revenue' });

function filled(design: MatrixDesign, rows: readonly Row[] = ROWS, cells = 10_000): FilledGrid {
  const filler = new MatrixFiller(design, { matrix_cells: cells }, compareTexts);
  for (const [name, year, month, revenue] of rows) {
    const values = { name, year: number(String(year)), month: number(String(month)) };
    filler.read(scopeOf({ ...values, revenue: revenue === null ? null : number(revenue) }));
  }
  return filler.fill(scope);
}

describe('a matrix', () => {
  it('adds up values, rows, columns and everything', () => {
    const grid = filled(
      matrix({ rows: [level('name')], columns: [level('year')], measures: [measure('revenue')] }),
    );
    expect(textsOf(grid)).toEqual([
      ['r0c0', '2011', '2012', 'r0c2'],
      ['Andrew', '1900.25', '2100', '4000.25'],
      ['Nancy', '2100', '1300.5', '3400.5'],
      ['Steven', '', '0', '0'],
      ['r2c0', '4000.25', '3400.5', '7400.75'],
    ]);
    expect([grid.fixed_rows, grid.fixed_columns]).toEqual([1, 1]);
    expect(misfits(grid)).toEqual([]);
  });

  it('takes the look of each cell from its place in the template', () => {
    const grid = filled(
      matrix({ rows: [level('name')], columns: [level('year')], measures: [measure('revenue')] }),
    );
    const names = grid.cells
      .filter(({ row }) => row === 1 || row === 4)
      .map(({ template }) => template.text.name);
    expect(names).toEqual(['r1c0', 'r1c1', 'r1c1', 'r1c2', 'r2c0', 'r2c1', 'r2c1', 'r2c2']);
  });

  it('nests levels, with a total at every level and headers over what lies under them', () => {
    const design = matrix({
      rows: [level('year'), level('month')],
      columns: [level('name')],
      measures: [measure('revenue')],
    });
    const grid = filled(design);
    expect(textsOf(grid)).toEqual([
      ['r0c0', 'r0c1', 'Andrew', 'Nancy', 'Steven', 'r0c3'],
      ['2011', '2', '', '1000', '', '1000'],
      ['·', '10', '1900.25', '', '', '1900.25'],
      ['·', '11', '', '1100', '', '1100'],
      ['·', 'r2c1', '1900.25', '2100', '', '4000.25'],
      ['2012', '1', '', '1300.5', '0', '1300.5'],
      ['·', '2', '2100', '', '', '2100'],
      ['·', 'r2c1', '2100', '1300.5', '0', '3400.5'],
      ['r3c0', '·', '4000.25', '3400.5', '0', '7400.75'],
    ]);
    const year = grid.cells.find(({ text }) => text === '2011');
    const all = grid.cells.find(({ text }) => text === 'r3c0');
    expect([year?.row_span, year?.column_span, all?.row_span, all?.column_span]).toEqual([4, 1, 1, 2]);
    expect(misfits(grid)).toEqual([]);
  });

  it('sorts, puts totals first or leaves them out', () => {
    const grid = filled(
      matrix({
        rows: [level('name', { sort: 'none', has_total: false })],
        columns: [level('year', { sort: 'desc', totals_first: true })],
        measures: [measure('revenue')],
      }),
    );
    expect(textsOf(grid)).toEqual([
      ['r0c0', 'r0c2', '2012', '2011'],
      ['Nancy', '3400.5', '1300.5', '2100'],
      ['Andrew', '4000.25', '2100', '1900.25'],
      ['Steven', '0', '0', ''],
    ]);
  });

  const MEASURES = [measure('revenue'), measure('revenue', { aggregate: 'count' })];

  it('shows several measures side by side, under a title', () => {
    const grid = filled(
      matrix({
        rows: [level('name')],
        columns: [level('year')],
        measures: MEASURES,
        measures_side_by_side: true,
        show_title: true,
      }),
    );
    expect(textsOf(grid)).toEqual([
      ['r0c0', 'r0c1', '·', '·', '·', '·', '·'],
      ['r1c0', '2011', '·', '2012', '·', 'r1c3', '·'],
      ['·', 'r2c1', 'r2c2', 'r2c1', 'r2c2', 'r2c3', 'r2c4'],
      ['Andrew', '1900.25', '2', '2100', '1', '4000.25', '3'],
      ['Nancy', '2100', '2', '1300.5', '1', '3400.5', '3'],
      ['Steven', '', '', '0', '0', '0', '0'],
      ['r4c0', '4000.25', '4', '3400.5', '2', '7400.75', '6'],
    ]);
    expect(misfits(grid)).toEqual([]);
  });

  it('lets a title reach over everything where the template does', () => {
    const design = matrix({
      rows: [level('name')],
      columns: [level('year')],
      measures: [measure('revenue')],
      show_title: true,
    });
    const [first, ...others] = design.grid.rows;
    const [title, ...rest] = first?.cells ?? [];
    const wide = { ...first!, cells: [{ ...title!, column_span: 3 }, ...rest] };
    const grid = filled({ ...design, grid: { ...design.grid, rows: [wide, ...others] } });
    expect(textsOf(grid)[0]).toEqual(['r0c0', '·', '·', '·']);
    expect(misfits(grid)).toEqual([]);
  });

  it('shows several measures below each other', () => {
    const grid = filled(
      matrix({ rows: [level('name')], columns: [level('year', { has_total: false })], measures: MEASURES }),
      ROWS.filter(([name]) => name === 'Nancy'),
    );
    expect(textsOf(grid)).toEqual([
      ['r0c0', 'r0c1', '2011', '2012'],
      ['Nancy', 'r1c1', '2100', '1300.5'],
      ['·', 'r2c1', '2', '1'],
      ['r3c0', 'r3c1', '2100', '1300.5'],
      ['·', 'r4c1', '2', '1'],
    ]);
    expect(misfits(grid)).toEqual([]);
  });

  it.each([
    ['avg', ['1100', '2100', '1500']],
    ['min', ['1000', '2100', '1000']],
    ['max', ['1200', '2100', '2100']],
    ['count', ['3', '2', '5']],
    ['count_distinct', ['3', '1', '4']],
    ['none', ['1000', '2100', '']],
  ] as const)('takes %s of all rows, not of subtotals', (aggregate, expected) => {
    const rows: readonly Row[] = [
      ['Nancy', 2011, 1, '1000'],
      ['Nancy', 2011, 2, '1100'],
      ['Nancy', 2011, 3, '1200'],
      ['Nancy', 2012, 1, '2100'],
      ['Nancy', 2012, 2, '2100'],
    ];
    const design = { rows: [level('name', { has_total: false })], columns: [level('year')] };
    const grid = filled(matrix({ ...design, measures: [measure('revenue', { aggregate })] }), rows);
    expect(textsOf(grid)[1]?.slice(1)).toEqual(expected);
  });

  it.each([
    ['row_total', ['0.25', '0.75', '1'], ['0.5', '0.5', '1'], ['0.3', '0.7', '1']],
    [
      'column_total',
      ['0.6666666666666666666666666667', '0.8571428571428571428571428571', '0.8'],
      ['0.3333333333333333333333333333', '0.1428571428571428571428571429', '0.2'],
      ['1', '1', '1'],
    ],
    ['grand_total', ['0.2', '0.6', '0.8'], ['0.1', '0.1', '0.2'], ['0.3', '0.7', '1']],
  ] as const)('gives shares of the %s, also where it is not shown', (percent_of, ...expected) => {
    const rows: readonly Row[] = [
      ['Andrew', 2011, 1, '20'],
      ['Andrew', 2012, 1, '60'],
      ['Nancy', 2011, 1, '10'],
      ['Nancy', 2012, 1, '10'],
    ];
    const measures = [measure('revenue', { percent_of })];
    const shown = filled(matrix({ rows: [level('name')], columns: [level('year')], measures }), rows);
    expect(
      textsOf(shown)
        .slice(1)
        .map((line) => line.slice(1)),
    ).toEqual(expected);
    const bare = { has_total: false };
    const without = matrix({ rows: [level('name', bare)], columns: [level('year', bare)], measures });
    expect(textsOf(filled(without, rows))[1]?.slice(1)).toEqual(expected[0]?.slice(0, 2));
  });

  it('leaves out the rows its filter refuses, and is only its headers without data', () => {
    const { value: filter } = level('year == 2012');
    const some = { rows: [level('name')], columns: [level('year')], measures: [measure('revenue')] };
    expect(textsOf(filled(matrix({ ...some, filter })))[0]).toEqual(['r0c0', '2012', 'r0c2']);
    const empty = filled(matrix(some), []);
    expect(textsOf(empty)).toEqual([['r0c0']]);
  });

  it('has one line for everything on a side without levels', () => {
    const grid = filled(matrix({ rows: [], columns: [level('year')], measures: [measure('revenue')] }));
    expect(textsOf(grid)).toEqual([
      ['r0c0', '2011', '2012', 'r0c2'],
      ['r1c0', '4000.25', '3400.5', '7400.75'],
    ]);
  });

  it('formats values as their template says, keeps them for highlights, and marks even lines', () => {
    const format = { kind: 'custom', pattern: '#,##0.00' } as const;
    const grid = filled(
      matrix({ rows: [level('name')], columns: [], measures: [measure('revenue')] }, format),
    );
    const values = grid.cells.filter(({ row, column }) => row > 0 && column === 1);
    expect(values.map(({ text }) => text)).toEqual(['4,000.25', '3,400.50', '0.00', '7,400.75']);
    expect(values.map(({ is_even }) => is_even)).toEqual([false, true, false, true]);
    expect(values[0]?.value).toEqual(number('4000.25'));
  });

  it('asks for a page before each further value of a level that breaks pages', () => {
    const rows = [level('year', { page_break: true }), level('name')];
    const grid = filled(matrix({ rows, columns: [], measures: [measure('revenue')] }));
    const breaks = grid.rows.flatMap((row, at) => (row.page_break ? [at] : []));
    expect(breaks.map((at) => grid.cells.find((cell) => cell.row === at)?.text)).toEqual(['2012']);
  });

  it('refuses more cells, levels or distinct values than the limits allow', () => {
    const some = { rows: [level('name')], columns: [level('month')], measures: [measure('revenue')] };
    expect(() => filled(matrix(some), ROWS, 8)).toThrow(
      expect.objectContaining({ code: 'layout-too-large' }),
    );
    const distinct = {
      ...some,
      columns: [],
      measures: [measure('revenue', { aggregate: 'count_distinct' as const })],
    };
    expect(() => filled(matrix(distinct), ROWS, 5)).toThrow('too many distinct values');
    const deep = { ...some, rows: Array.from({ length: 17 }, () => level('name')) };
    expect(() => filled(matrix(deep))).toThrow('at most 16 levels');
  });
});

describe('totals of any rows', () => {
  const anyRow = fc.record({
    rows: fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom('a', 'b', null)),
    columns: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 })),
    units: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 })),
  });
  const design = matrix({
    rows: [level('a'), level('b')],
    columns: [level('c'), level('d', { sort: 'desc', totals_first: true })],
    measures: [measure('x')],
  });
  const axisValue = (value: number | string | null): Value =>
    typeof value === 'number' ? new ExactDecimal(value) : value;
  const sum = (values: readonly (Decimal | null)[]): string =>
    values.reduce<Decimal>((total, value) => total.add(value ?? 0), ZERO).toFixed();

  it('equal the sum of the rows and of the values in their row or column, and every place is filled once', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 60 }), (rows) => {
        const filler = new MatrixFiller(design, { matrix_cells: 100_000 }, compareTexts);
        const atoms = rows.map(({ units }) => (units === null ? null : new ExactDecimal(units).div(100)));
        rows.forEach((row, at) => {
          filler.add({
            rows: row.rows.map(axisValue),
            columns: row.columns.map(axisValue),
            measures: [atoms[at] ?? null],
          });
        });
        const grid = filler.fill(scope);
        expect(misfits(grid)).toEqual([]);

        const isLeaf = (name: string): boolean => name === 'r2c2';
        const body = grid.cells.filter(
          ({ row, column }) => row >= grid.fixed_rows && column >= grid.fixed_columns,
        );
        const figures = body.map((cell) => ({ ...cell, figure: isNumber(cell.value) ? cell.value : null }));
        const leaves = figures.filter(({ template }) => isLeaf(template.text.name));
        const grand = figures.find(({ template }) => template.text.name === 'r4c4');
        expect(grand?.figure?.toFixed()).toBe(sum(atoms));
        expect(sum(leaves.map(({ figure }) => figure))).toBe(sum(atoms));
        for (const total of figures.filter(({ template }) => template.text.name === 'r2c4')) {
          const inRow = leaves.filter(({ row }) => row === total.row).map(({ figure }) => figure);
          expect(sum([total.figure])).toBe(sum(inRow));
        }
        for (const total of figures.filter(({ template }) => template.text.name === 'r4c2')) {
          const inColumn = leaves.filter(({ column }) => column === total.column).map(({ figure }) => figure);
          expect(sum([total.figure])).toBe(sum(inColumn));
        }
      }),
      { numRuns: 60 },
    );
  });
});
