import fc from 'fast-check';
import type { MatrixObject } from '../model/objects.js';
import { field } from './testing/field-expression.js';
import { numbers, print } from './testing/print.js';
import { textsOf } from './testing/recording-device.js';
import { band, childBand, dataBand, layoutOf, objectBase, page, text } from './testing/sample-layout.js';

const RELATIONS = [{ name: 'r', parent: 'M', child: 'D', parent_columns: ['n'], child_columns: ['of'] }];

describe('pagination of what is nested', () => {
  it('prints every detail once, below its own master', async () => {
    const details = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 60 });
    const sheet = fc.record({
      height: fc.integer({ min: 60, max: 200 }),
      keep_detail: fc.boolean(),
      child: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(details, sheet, async (owners, { height, keep_detail, child }) => {
        const header = band('cap', { repeat_on_every_page: true });
        const shown = band('[M.n]-[D.id]', { child: child ? childBand('child') : null, keep_child: true });
        const inner = dataBand('D', shown, { header, footer: band('foot') });
        const outer = dataBand('M', band('M[M.n]'), { details: [inner], keep_detail });
        const layout = layoutOf([page([outer], { size: { width: 120, height } })], { relations: RELATIONS });
        const rows = owners.map((owner, at) => [String(owner), String(at)]);
        const device = await print(layout, {
          M: numbers(6),
          D: { columns: { of: 'integer', id: 'integer' }, rows },
        });

        const texts = device.texts().flat();
        const expected = [1, 2, 3, 4, 5, 6].flatMap((owner) => [
          `M${owner}`,
          ...rows.filter(([of]) => of === String(owner)).map(([of, id]) => `${of}-${id}`),
        ]);
        expect(texts.filter((one) => /^M|-/.test(one))).toEqual(expected);
        expect(texts.filter((one) => one === 'child')).toHaveLength(child ? rows.length : 0);
      }),
      { numRuns: 60 },
    );
  });

  it('prints every row of a band in columns once', async () => {
    const columns = fc.record({
      count: fc.integer({ min: 2, max: 5 }),
      layout: fc.constantFrom('across_then_down' as const, 'down_then_across' as const),
      min_rows: fc.integer({ min: 0, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(columns, fc.integer({ min: 0, max: 70 }), async (said, count) => {
        const shown = band(null, { objects: [text('[Rows.n]', { width: 15 })] });
        const body = dataBand('Rows', shown, { columns: { ...said, width: 20 }, footer: band('foot') });
        const device = await print(layoutOf([page([body])]), { Rows: numbers(count) });

        const texts = device.pages.flatMap((one) => textsOf(one).map((item) => item.text));
        expect(texts.filter((one) => one !== 'foot')).toEqual(
          Array.from({ length: count }, (_, at) => String(at + 1)),
        );
        for (const one of device.pages) {
          const places = textsOf(one).map(({ frame }) => `${frame.x},${frame.y}`);
          expect(new Set(places).size).toBe(places.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('prints every cell of a matrix once, within the page', async () => {
    const sizes = fc.record({
      rows: fc.integer({ min: 1, max: 25 }),
      columns: fc.integer({ min: 1, max: 9 }),
      flow: fc.constantFrom('across' as const, 'down' as const),
      repeat_headers: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ rows, columns, flow, repeat_headers }) => {
        const cells = Array.from({ length: rows * columns }, (_, at) => [
          `c${at % columns}`,
          `r${Math.floor(at / columns)}`,
          String(at + 1),
        ]);
        const matrix = matrixOf(flow, repeat_headers);
        const shown = band(null, { objects: [matrix], height: 0 });
        const device = await print(
          layoutOf([page([dataBand(null, band('before')), dataBand(null, shown)])]),
          {
            Rows: { columns: { c: 'string', r: 'string', v: 'integer' }, rows: cells },
          },
        );

        const texts = device.pages.flatMap(textsOf);
        const figures = texts.map((item) => item.text).filter((one) => /^\d+$/.test(one));
        expect(figures.map(Number).toSorted((a, b) => a - b)).toEqual(cells.map((_, at) => at + 1));
        for (const { frame } of texts) {
          expect(frame.x + frame.width).toBeLessThanOrEqual(110.1);
          expect(frame.y + frame.height).toBeLessThanOrEqual(90.1);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** One row level, one column level, one measure; cells of 30 × 10 points. */
function matrixOf(flow: 'across' | 'down', repeat_headers: boolean): MatrixObject {
  const cell = { text: text('', { width: 30 }), column_span: 1, row_span: 1, objects: [] };
  const line = { height: 10, auto_size: false, cells: [cell, cell] };
  const column = { width: 30, auto_size: false, min: 0, max: null };
  const level = { sort: 'none', has_total: false, totals_first: false, page_break: false } as const;
  return {
    ...objectBase('m', 0, 0, 60, 20),
    kind: 'matrix',
    design: {
      source: 'Rows',
      filter: null,
      columns: [{ ...level, value: field('Rows.c') }],
      rows: [{ ...level, value: field('Rows.r') }],
      measures: [{ value: field('Rows.v'), aggregate: 'sum', percent_of: 'none' }],
      measures_side_by_side: true,
      show_title: false,
      grid: { columns: [column, column], rows: [line, line] },
      auto_size: false,
      repeat_headers,
      flow,
      even_style_priority: 'rows',
    },
  };
}
