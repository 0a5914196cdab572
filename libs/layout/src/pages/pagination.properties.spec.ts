import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import type { Band, DataBand, GroupBand } from '../model/bands.js';
import type { PageDesign } from '../model/layout.js';
import type { PlacedText } from './placed.js';
import { numbers, print } from './testing/print.js';
import { type RecordedPage, textsOf } from './testing/recording-device.js';
import { band, dataBand, groupBand, layoutOf, page, text } from './testing/sample-layout.js';

/** Sizes of a page that has room for its own bands and a row or more. */
const SHEET = fc.record({
  height: fc.integer({ min: 90, max: 400 }),
  columns: fc.integer({ min: 1, max: 3 }),
  rowHeight: fc.integer({ min: 5, max: 30 }),
});

const ROWS = fc.array(
  fc.record({ group: fc.constantFrom('a', 'b', 'c'), amount: fc.integer({ min: -999, max: 999 }) }),
  {
    maxLength: 60,
  },
);

interface Sheet {
  readonly height: number;
  readonly columns: number;
  readonly rowHeight: number;
}

function sheetOf(
  sheet: Sheet,
  body: PageDesign['body'],
  bands: Partial<PageDesign['bands']> = {},
): PageDesign {
  return page(body, {
    size: { width: 320, height: sheet.height },
    columns: { count: sheet.columns, width: 0, positions: [] },
    bands: { ...page([]).bands, ...bands },
  });
}

function row(content: string, sheet: Sheet, changes: Partial<Band> = {}): Band {
  return band(content, { height: sheet.rowHeight, objects: [text(content, { width: 60 })], ...changes });
}

function grouped(data: DataBand, changes: Partial<GroupBand> = {}): GroupBand {
  return groupBand('Rows.g', band('head [Rows.g]'), data, { footer: band('foot'), ...changes });
}

/** Texts of a page by the column they stand in. */
function columnsOf(one: RecordedPage): PlacedText[][] {
  const texts = textsOf(one);
  return [...new Set(texts.map((item) => item.frame.x))].map((x) =>
    texts.filter((item) => item.frame.x === x),
  );
}

function sourceOf(rows: readonly { group: string; amount: number }[]) {
  return {
    columns: { n: 'integer', g: 'string', amount: 'decimal' },
    rows: rows.map(({ group, amount }, at) => [`#${at + 1}`, group, String(amount)]),
  } as const;
}

describe('pagination, whatever the page', () => {
  it('prints every row once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(SHEET, fc.integer({ min: 0, max: 80 }), async (sheet, count) => {
        const bands = {
          page_header: band('Head'),
          page_footer: band('[PageNofM]'),
          column_header: band('C'),
        };
        const layout = layoutOf([sheetOf(sheet, [dataBand('Rows', row('#[Rows.n]', sheet))], bands)]);
        const device = await print(layout, { Rows: numbers(count) });

        const shown = device.pages.flatMap((one) => textsOf(one).map((item) => item.text));
        expect(shown.filter((one) => one.startsWith('#'))).toEqual(
          Array.from({ length: count }, (_, at) => `#${at + 1}`),
        );
        expect(shown.filter((one) => one === 'Head')).toHaveLength(device.pages.length);
      }),
      { numRuns: 60 },
    );
  });

  it('draws nothing outside its page and its margins', async () => {
    await fc.assert(
      fc.asyncProperty(SHEET, ROWS, async (sheet, rows) => {
        const data = dataBand('Rows', row('[Rows.n]', sheet));
        const layout = layoutOf([sheetOf(sheet, [grouped(data)], { page_footer: band('foot') })]);
        const device = await print(layout, { Rows: sourceOf(rows) });

        for (const one of device.pages) {
          for (const { frame } of textsOf(one)) {
            expect(frame.x).toBeGreaterThanOrEqual(10);
            expect(frame.x + frame.width).toBeLessThanOrEqual(310);
            expect(frame.y).toBeGreaterThanOrEqual(10);
            expect(frame.y + frame.height).toBeLessThanOrEqual(sheet.height - 10 + 0.1);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('puts no two bands of a column on top of each other', async () => {
    await fc.assert(
      fc.asyncProperty(SHEET, ROWS, fc.boolean(), async (sheet, rows, keep_together) => {
        const data = dataBand('Rows', row('[Rows.n]', sheet), {
          header: band('cap', { repeat_on_every_page: true }),
        });
        const body = grouped(data, { keep_together, header: band('head', { repeat_on_every_page: true }) });
        const device = await print(layoutOf([sheetOf(sheet, [body])]), { Rows: sourceOf(rows) });

        for (const one of device.pages) {
          for (const items of columnsOf(one)) {
            const tops = items.map((item) => item.frame.y);
            expect(tops).toEqual(tops.toSorted((a, b) => a - b));
            expect(new Set(tops).size).toBe(tops.length);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('adds up to the same: pages, groups, and all rows', async () => {
    await fc.assert(
      fc.asyncProperty(SHEET, ROWS, fc.boolean(), async (sheet, rows, keep_together) => {
        const data = dataBand('Rows', row('[Rows.n]', sheet));
        const body = grouped(data, {
          keep_together,
          sort: 'asc',
          header: band('ahead:[Sum([Rows.amount])]'),
          footer: band('group:[Sum([Rows.amount])]'),
        });
        const bands = {
          report_title: band('title:[Sum([Rows.amount])]'),
          page_footer: band('page:[Sum([Rows.amount])]'),
          report_summary: band('all:[Sum([Rows.amount])]'),
        };
        const device = await print(layoutOf([sheetOf(sheet, [body], bands)]), { Rows: sourceOf(rows) });

        const shown = device.pages.flatMap((one) => textsOf(one).map((item) => item.text));
        const told = (name: string): string[] =>
          shown.filter((one) => one.startsWith(`${name}:`)).map((one) => one.slice(name.length + 1));
        const total = (texts: readonly string[]): number =>
          texts.reduce((sum, one) => sum.add(one), new Decimal(0)).toNumber();
        const expected = rows.reduce((sum, one) => sum + one.amount, 0);
        expect(total(told('all'))).toBe(expected);
        expect(told('title')).toEqual(told('all'));
        expect(total(told('page'))).toBe(expected);
        expect(told('ahead')).toEqual(told('group'));
        expect(total(told('group'))).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('counts a row on the page on which it stands', async () => {
    await fc.assert(
      fc.asyncProperty(SHEET, ROWS, async (sheet, rows) => {
        const data = dataBand('Rows', row('[Rows.n]', sheet));
        const body = grouped(data, { keep_together: true, footer_keep_with_data: true });
        const bands = { page_footer: band('page:[Count()]') };
        const device = await print(layoutOf([sheetOf(sheet, [body], bands)]), { Rows: sourceOf(rows) });

        for (const one of device.pages) {
          const texts = textsOf(one).map((item) => item.text);
          const count = texts.filter((shown) => shown.startsWith('#')).length;
          expect(texts).toContain(`page:${count}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps a group on one page when it fits on one', async () => {
    await fc.assert(
      fc.asyncProperty(SHEET, ROWS, async (sheet, rows) => {
        const data = dataBand('Rows', row('[Rows.g]:[Rows.n]', sheet));
        const body = grouped(data, { keep_together: true, sort: 'asc' });
        const device = await print(layoutOf([sheetOf({ ...sheet, columns: 1 }, [body])]), {
          Rows: sourceOf(rows),
        });

        const room = sheet.height - 20;
        for (const group of new Set(rows.map((one) => one.group))) {
          const height = 20 + rows.filter((one) => one.group === group).length * sheet.rowHeight;
          const pages = device.pages.filter((one) =>
            textsOf(one).some((item) => item.text.startsWith(`${group}:`)),
          );
          if (height <= room) expect(pages).toHaveLength(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leaves no header of a group alone at the bottom of a page', async () => {
    await fc.assert(
      fc.asyncProperty(SHEET, ROWS, async (sheet, rows) => {
        const body = grouped(dataBand('Rows', row('[Rows.n]', sheet)));
        const device = await print(layoutOf([sheetOf(sheet, [body])]), { Rows: sourceOf(rows) });

        for (const one of device.pages) {
          for (const items of columnsOf(one)) expect(items.at(-1)?.text.startsWith('head')).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('repeats headers that ask for it on every page of their rows', async () => {
    await fc.assert(
      fc.asyncProperty(SHEET, fc.integer({ min: 1, max: 60 }), async (sheet, count) => {
        const header = band('caption', { repeat_on_every_page: true });
        const data = dataBand('Rows', row('[Rows.n]', sheet), { header });
        const device = await print(layoutOf([sheetOf({ ...sheet, columns: 1 }, [data])]), {
          Rows: numbers(count),
        });

        for (const one of device.texts()) expect(one[0]).toBe('caption');
      }),
      { numRuns: 60 },
    );
  });
});
