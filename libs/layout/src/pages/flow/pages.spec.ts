import { LAYOUT_LIMITS } from '../data-supply.js';
import { expression, field, template } from '../testing/field-expression.js';
import { numbers, print } from '../testing/print.js';
import { band, dataBand, FONT, layoutOf, objectBase, page, text } from '../testing/sample-layout.js';

const BANDS = page([]).bands;
const ROWS = dataBand('Rows', band('[Rows.n]'));
const RED = { kind: 'solid', color: { red: 1, green: 0, blue: 0, alpha: 1 } } as const;

describe('pages', () => {
  it('take the size of the run, turned as the design says', async () => {
    const design = page([ROWS], { size: null, orientation: 'landscape' });
    const device = await print(layoutOf([design]), { Rows: numbers(1) });

    expect(device.pages[0]).toMatchObject({ width: 842, height: 595 });
  });

  it('mirror their margins on even pages', async () => {
    const margin = { left: 10, top: 10, right: 30, bottom: 10 };
    const device = await print(layoutOf([page([ROWS], { margin, mirror_margins: true })]), {
      Rows: numbers(9),
    });

    expect(device.pages.map((one) => one.items[0]?.frame.x)).toEqual([10, 30]);
  });

  it('flow in columns, each with its header', async () => {
    const columns = { count: 2, width: 50, positions: [0, 50] };
    const bands = { ...BANDS, column_header: band('C'), page_header: band('H') };
    const shown = band(null, { objects: [text('[Rows.n]', { width: 40 })] });
    const device = await print(layoutOf([page([dataBand('Rows', shown)], { columns, bands })]), {
      Rows: numbers(14),
    });

    const texts = device.pages.map((one) => one.items.map((item) => item?.kind === 'text' && item.text));
    expect(texts).toEqual([
      ['H', 'C', '1', '2', '3', '4', '5', '6', 'C', '7', '8', '9', '10', '11', '12'],
      ['H', 'C', '13', '14'],
    ]);
    expect(device.pages[0]?.items.at(-1)?.frame.x).toBe(60);
  });

  it('are as long as their content when they are endless', async () => {
    const bands = { ...BANDS, page_footer: band('foot') };
    const device = await print(layoutOf([page([ROWS], { unlimited_height: true, bands })]), {
      Rows: numbers(50),
    });

    expect(device.pages).toHaveLength(1);
    expect(device.pages[0]?.height).toBe(10 + 500 + 10 + 10);
    expect(device.pages[0]?.items.at(-1)?.frame.y).toBe(510);
  });

  it('begin on an odd page, with a blank one before', async () => {
    const sections = [page([ROWS]), page([dataBand(null, band('odd [Page]'))], { start_on_odd_page: true })];
    const device = await print(layoutOf(sections), { Rows: numbers(1) });

    expect(device.texts()).toEqual([['1'], [], ['odd 3']]);
  });

  it('go on where the section before ended, or count from 1 again', async () => {
    const more = dataBand(null, band('more [Page] of [TotalPages]'));
    const goesOn = await print(layoutOf([page([ROWS]), page([more], { print_on_previous_page: true })]), {
      Rows: numbers(2),
    });
    const restarts = await print(layoutOf([page([ROWS]), page([more], { reset_page_number: true })]), {
      Rows: numbers(2),
    });

    expect(goesOn.texts()).toEqual([['1', '2', 'more 1 of 1']]);
    expect(restarts.texts()).toEqual([['1', '2'], ['more 1 of 1']]);
  });

  it('are printed without data, but not when they do not show', async () => {
    const bands = { ...BANDS, report_title: band('Title') };
    const hidden = page([ROWS], { visible: expression('1 > 2') });
    const device = await print(layoutOf([hidden, page([ROWS], { bands })]), { Rows: numbers(0) });
    const blank = await print(layoutOf([hidden]), { Rows: numbers(1) });

    expect(device.texts()).toEqual([['Title']]);
    expect(blank.texts()).toEqual([[]]);
  });

  it('carry the watermark of the run before that of the layout', async () => {
    const watermark = {
      text: template('[Title]'),
      font: FONT,
      fill: RED,
      rotation: 'vertical',
      image: null,
      image_transparency: 0,
      on_top: false,
    } as const;
    const layout = layoutOf([page([ROWS], { watermark })]);
    const own = await print(layout, { Rows: numbers(1) });
    const runs = await print(layout, { Rows: numbers(1) }, { watermark: 'COPY' });

    expect(own.pages[0]?.watermark).toMatchObject({ text: 'A title', rotation: 'vertical' });
    expect(runs.pages[0]?.watermark?.text).toBe('COPY');
  });

  it('know the names that every layout may use', async () => {
    const names = [
      'Title',
      'Organization',
      'Report.ReportInfo.Description',
      'Limit',
      'given',
      'Row#',
      'PageN',
    ];
    const objects = names.map((name, at) => text(`[${name}]`, { left: at, width: 1 }));
    const device = await print(
      layoutOf([page([dataBand(null, band(null, { objects }))])], {
        info: { name: 'N', author: null, description: 'About' },
        parameters: [{ name: 'Limit', type: 'integer', expression: field('never') }],
      }),
      {},
      { parameters: { limit: '7', Given: 'x' } },
    );

    expect(device.texts()).toEqual([['A title', 'An organization', 'About', '7', 'x', '1', 'Page 1']]);
  });

  it('tell the author which expression is at fault', async () => {
    const layout = layoutOf([page([dataBand('Rows', band('[Rows.n / 0]'))])]);
    const unknown = layoutOf([page([dataBand('Rows', band('[Nobody]'))])], { kind: 'json' });

    await expect(print(layout, { Rows: numbers(1) })).rejects.toMatchObject({ code: 'layout-expression' });
    await expect(print(unknown, { Rows: numbers(1) })).rejects.toMatchObject({ code: 'layout-expression' });
  });

  it('end in a clear error when there are too many of them, or too much on one', async () => {
    const layout = layoutOf([page([dataBand(null, band('x'), { row_count: 100 })])]);
    const pages = print(layout, {}, {}, { ...LAYOUT_LIMITS, pages: 3 });
    const objects = print(layout, {}, {}, { ...LAYOUT_LIMITS, objects_per_page: 3 });

    await expect(pages).rejects.toMatchObject({ code: 'layout-too-large' });
    await expect(objects).rejects.toMatchObject({ code: 'layout-too-large' });
  });

  it('are never without end, however little room they have', async () => {
    const bands = {
      ...BANDS,
      page_header: band('H', { height: 90 }),
      page_footer: band('F', { height: 90 }),
    };
    const header = band('cap', { height: 95, repeat_on_every_page: true });
    const rows = dataBand('Rows', band('[Rows.n]', { can_break: true, height: 200 }), { header });
    const device = await print(layoutOf([page([rows], { bands })]), { Rows: numbers(5) });

    expect(device.pages.length).toBeGreaterThanOrEqual(5);
    expect(device.pages.length).toBeLessThan(20);
  });

  it('repeat the headers of a matrix that goes on, down and across', async () => {
    const cell = (content: string, width = 40) => ({
      text: text(content, { width }),
      column_span: 1,
      row_span: 1,
      objects: [],
    });
    const line = { height: 10, auto_size: false };
    const column = { width: 40, auto_size: false, min: 0, max: null };
    const level = { sort: 'asc', has_total: false, totals_first: false, page_break: false } as const;
    const design = {
      source: 'Rows',
      filter: null,
      columns: [{ ...level, value: field('Rows.c') }],
      rows: [{ ...level, value: field('Rows.r') }],
      measures: [{ value: field('Rows.v'), aggregate: 'sum', percent_of: 'none' }],
      measures_side_by_side: true,
      show_title: false,
      grid: {
        columns: [column, column],
        rows: [
          { ...line, cells: [cell('corner'), cell('')] },
          { ...line, cells: [cell(''), cell('')] },
        ],
      },
      auto_size: false,
      repeat_headers: true,
      flow: 'across',
      even_style_priority: 'rows',
    } as const;
    const matrix = { ...objectBase('m', 0, 0, 80, 20), kind: 'matrix', design } as const;
    const rows = Array.from({ length: 9 }, (_, at) => [
      ['C1', `R${at}`, '1'],
      ['C2', `R${at}`, '2'],
    ]).flat();
    const source = { columns: { c: 'string', r: 'string', v: 'integer' }, rows } as const;
    const device = await print(
      layoutOf([page([dataBand(null, band(null, { objects: [matrix], height: 0 }))])]),
      {
        Rows: source,
      },
    );

    expect(device.texts().map((texts) => texts.slice(0, 4))).toEqual([
      ['corner', 'C1', 'R0', '1'],
      ['corner', 'C2', 'R0', '2'],
      ['corner', 'C1', 'R7', '1'],
      ['corner', 'C2', 'R7', '2'],
    ]);
    expect(
      device
        .texts()
        .flat()
        .filter((one) => one === '1' || one === '2'),
    ).toHaveLength(18);
  });
});
