import { field } from '../testing/field-expression.js';
import { numbers, print } from '../testing/print.js';
import { band, childBand, dataBand, groupBand, layoutOf, page, text } from '../testing/sample-layout.js';

const BANDS = page([]).bands;
const GROUPED = {
  columns: { g: 'string', n: 'integer' },
  rows: [
    ['a', '1'],
    ['a', '2'],
    ['b', '3'],
    ['b', '4'],
  ],
} as const;

function grouped(header: Parameters<typeof band>[1], changes: Partial<ReturnType<typeof groupBand>> = {}) {
  return groupBand('Rows.g', band('<[Rows.g]>', header), dataBand('Rows', band('[Rows.n]')), changes);
}

describe('bands', () => {
  it('starts a page for every group, but no empty one for the first', async () => {
    const device = await print(layoutOf([page([grouped({ start_new_page: true })])]), { Rows: GROUPED });

    expect(device.texts()).toEqual([
      ['<a>', '1', '2'],
      ['<b>', '3', '4'],
    ]);
  });

  it('numbers pages anew where a group asks for it, and tells how many each run has', async () => {
    const body = grouped({ start_new_page: true, reset_page_number: true });
    const bands = { ...BANDS, page_footer: band('[PageNofM]'), page_header: band('[Page#]/[TotalPages#]') };
    const rows = {
      ...GROUPED,
      rows: [...GROUPED.rows, ...Array.from({ length: 6 }, () => ['b', '9'] as const)],
    };
    const device = await print(layoutOf([page([body], { bands })]), { Rows: rows });

    expect(device.texts().map((texts) => [texts[0], texts.at(-1)])).toEqual([
      ['1/3', 'Page 1 of 1'],
      ['2/3', 'Page 1 of 2'],
      ['3/3', 'Page 2 of 2'],
    ]);
  });

  it('prints a total ahead of its rows', async () => {
    const header = band('<[Rows.g] [Sum([Rows.n])] of [TotalPages]>');
    const body = groupBand('Rows.g', header, dataBand('Rows', band('[Rows.n]')));
    const total = {
      name: 'All',
      aggregate: 'sum',
      value: field('Rows.n'),
      when: null,
      evaluator: '[Rows.n]',
      print_on: null,
      reset_after_print: true,
      reset_on_reprint: false,
      include_invisible: false,
    } as const;
    const bands = { ...BANDS, report_title: band('All [All]') };
    const device = await print(layoutOf([page([body], { bands })], { totals: [total] }), { Rows: GROUPED });

    expect(device.texts()[0]?.[0]).toBe('All 10');
    expect(device.texts()[0]?.filter((one) => one.startsWith('<'))).toHaveLength(2);
  });

  it('runs totals along the rows and brings them forward', async () => {
    const total = {
      name: 'Running',
      aggregate: 'sum',
      value: field('Rows.n'),
      when: null,
      evaluator: 'row',
      print_on: 'summary',
      reset_after_print: false,
      reset_on_reprint: false,
      include_invisible: false,
    } as const;
    const rows = dataBand('Rows', band('[Running]', { name: 'row' }));
    const bands = { ...BANDS, page_header: band('before [Running]'), page_footer: band('until [Running]') };
    const device = await print(layoutOf([page([rows], { bands })], { totals: [total] }), {
      Rows: numbers(8),
    });

    expect(device.texts()).toEqual([
      ['before 0', '1', '3', '6', '10', '15', '21', 'until 21'],
      ['before 21', '28', '36', 'until 36'],
    ]);
  });

  it('prints children after their band, and blanks until there are enough rows', async () => {
    const child = childBand('child');
    const blanks = childBand('blank', { complete_to_rows: 3 });
    const both = [
      dataBand('Rows', band('[Rows.n]', { child })),
      dataBand('Rows', band('[Rows.n]', { child: blanks })),
    ];
    const device = await print(layoutOf([page(both)]), { Rows: numbers(2) });

    expect(device.texts()).toEqual([['1', 'child', '2', 'child', '1', '2', 'blank']]);
  });

  it('fills the page with blanks, down to the footers', async () => {
    const blanks = childBand('blank', { fill_unused_space: true });
    const rows = dataBand('Rows', band('[Rows.n]', { child: blanks }), { footer: band('foot') });
    const bands = { ...BANDS, report_summary: band('end') };
    const device = await print(layoutOf([page([rows], { bands })]), { Rows: numbers(3) });

    expect(device.texts()).toEqual([['1', '2', '3', 'blank', 'blank', 'blank', 'foot', 'end']]);
  });

  it('says what an empty source is', async () => {
    const child = childBand('nothing', { print_if_data_empty: true });
    const rows = dataBand('Rows', band('[Rows.n]', { child }), { header: band('head') });
    const device = await print(layoutOf([page([rows])]), { Rows: numbers(0) });
    const full = await print(layoutOf([page([rows])]), { Rows: numbers(1) });

    expect(device.texts()).toEqual([['nothing']]);
    expect(full.texts()).toEqual([['head', '1']]);
  });

  it('leaves out masters without details where it is told so', async () => {
    const relations = [
      { name: 'r', parent: 'Rows', child: 'Lines', parent_columns: ['n'], child_columns: ['of'] },
    ];
    const lines = dataBand('Lines', band('line'));
    const rows = dataBand('Rows', band('[Rows.n]'), { details: [lines], print_if_detail_empty: false });
    const source = { columns: { of: 'integer' }, rows: [['2'], ['2']] } as const;
    const device = await print(layoutOf([page([rows])], { relations }), { Rows: numbers(3), Lines: source });

    expect(device.texts()).toEqual([['2', 'line', 'line']]);
  });

  it('sets rows in columns, across or down', async () => {
    const shown = band('[Rows.n]', { objects: [text('[Rows.n]', { width: 20 })] });
    const columns = { count: 3, width: 30, min_rows: 0 };
    const across = dataBand('Rows', shown, { columns: { ...columns, layout: 'across_then_down' } });
    const down = dataBand('Rows', shown, { columns: { ...columns, layout: 'down_then_across' } });
    const placesOf = async (body: typeof across) => {
      const device = await print(layoutOf([page([body])]), { Rows: numbers(5) });
      return device.pages[0]?.items.map((item) => [item?.frame.x, item?.frame.y]);
    };

    expect(await placesOf(across)).toEqual([
      [10, 10],
      [40, 10],
      [70, 10],
      [10, 20],
      [40, 20],
    ]);
    expect(await placesOf(down)).toEqual([
      [10, 10],
      [10, 20],
      [40, 10],
      [40, 20],
      [70, 10],
    ]);
  });

  it('keeps the last row with the summary', async () => {
    const bands = { ...BANDS, report_summary: band('end', { height: 20 }) };
    const rows = dataBand('Rows', band('[Rows.n]'));
    const device = await print(layoutOf([page([rows], { bands })]), { Rows: numbers(7) });

    expect(device.texts().map((texts) => texts.slice(-2))).toEqual([
      ['5', '6'],
      ['7', 'end'],
    ]);
  });

  it('keeps details with their master, and repeats both headers where a block goes on', async () => {
    const relations = [{ name: 'r', parent: 'M', child: 'D', parent_columns: ['n'], child_columns: ['of'] }];
    const details = dataBand('D', band('d'), { header: band('cap', { repeat_on_every_page: true }) });
    const masters = dataBand('M', band('M[M.n]'), { details: [details], keep_detail: true });
    const source = {
      columns: { of: 'integer' },
      rows: [...Array.from({ length: 3 }, () => ['1']), ...Array.from({ length: 9 }, () => ['2'])],
    };
    const device = await print(layoutOf([page([masters])], { relations }), {
      M: numbers(2),
      D: source as { columns: { of: 'integer' }; rows: string[][] },
    });

    expect(device.texts()).toEqual([
      ['M1', 'cap', 'd', 'd', 'd'],
      ['M2', 'cap', 'd', 'd', 'd', 'd', 'd', 'd'],
      ['cap', 'd', 'd', 'd'],
    ]);
  });

  it('prints what belongs at the bottom there', async () => {
    const rows = dataBand('Rows', band('[Rows.n]'), { footer: band('foot', { print_on_bottom: true }) });
    const device = await print(layoutOf([page([rows])]), { Rows: numbers(2) });

    expect(device.pages[0]?.items.map((item) => item?.frame.y)).toEqual([10, 20, 80]);
  });

  it('closes every page with a footer that is repeated', async () => {
    const rows = dataBand('Rows', band('[Rows.n]'), { footer: band('foot', { repeat_on_every_page: true }) });
    const device = await print(layoutOf([page([rows])]), { Rows: numbers(9) });

    expect(device.texts()).toEqual([
      ['1', '2', '3', '4', '5', '6', '7', 'foot'],
      ['8', '9', 'foot'],
    ]);
  });

  it('shows bands and objects on the pages they name', async () => {
    const all = {
      first_page: true,
      last_page: true,
      odd_pages: true,
      even_pages: true,
      repeated: true,
      original: true,
    };
    const first = { ...all, last_page: false, odd_pages: false, even_pages: false };
    const objects = [
      text('first', { print_on: first }),
      text('not last', { print_on: { ...all, last_page: false }, left: 40 }),
      text('even', { print_on: { ...all, odd_pages: false }, left: 80 }),
    ];
    const bands = { ...BANDS, page_header: band(null, { objects }) };
    const device = await print(layoutOf([page([dataBand('Rows', band('x'))], { bands })]), {
      Rows: numbers(20),
    });

    expect(device.texts().map((texts) => texts.filter((one) => one !== 'x'))).toEqual([
      ['first', 'not last'],
      ['not last', 'even'],
      [],
    ]);
  });
});
