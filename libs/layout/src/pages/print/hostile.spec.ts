import type { BodyBand } from '../../model/bands.js';
import { expression, field } from '../testing/field-expression.js';
import { numbers, print } from '../testing/print.js';
import { band, dataBand, groupBand, layoutOf, objectBase, page, text } from '../testing/sample-layout.js';

const BANDS = page([]).bands;

describe('hostile layouts', () => {
  it('with columns that name each other in a circle end in an error', async () => {
    const columns = [
      { name: 'a', type: null, expression: field('Rows.b') },
      { name: 'b', type: null, expression: field('Rows.a') },
    ];
    const layout = layoutOf([page([dataBand('Rows', band('[Rows.a]'))])], {
      sources: [{ name: 'Rows', columns }],
    });

    await expect(print(layout, { Rows: numbers(1) })).rejects.toMatchObject({ code: 'layout-expression' });
  });

  it('with parameters that name each other in a circle print nothing for them', async () => {
    const parameters = [
      { name: 'a', type: null, expression: field('b') },
      { name: 'b', type: null, expression: field('a') },
    ];
    const device = await print(layoutOf([page([dataBand(null, band('<[a]>'))])], { parameters }));

    expect(device.texts()).toEqual([['<>']]);
  });

  it.each([true, false])(
    'with a subreport inside itself end in an error (on its parent: %s)',
    async (print_on_parent) => {
      const subreport = { ...objectBase('s'), kind: 'subreport', page: 'Page1', print_on_parent } as const;
      const layout = layoutOf([page([dataBand(null, band(null, { objects: [subreport] }))])]);

      await expect(print(layout)).rejects.toMatchObject({ code: 'layout-invalid' });
    },
  );

  it('with groups in groups without end, print those that may be', async () => {
    let body: BodyBand = dataBand('Rows', band('[Rows.n]'));
    for (let depth = 0; depth < 40; depth += 1) body = groupBand('Rows.n', band(null, { height: 0 }), body);
    const device = await print(layoutOf([page([body])]), { Rows: numbers(3) });

    expect(device.texts()).toEqual([['1', '2', '3']]);
  });

  it('with thousands of growing objects in a band are arranged in time', async () => {
    const objects = Array.from({ length: 2000 }, (_, at) =>
      text(`word word word ${at}`, {
        top: at,
        height: 1,
        width: 30,
        can_grow: true,
        shift: 'when_overlapped',
      }),
    );
    const layout = layoutOf([
      page([dataBand(null, band(null, { objects, can_grow: true, can_break: true }))]),
    ]);
    const device = await print(layout);

    expect(device.pages.length).toBeGreaterThan(1);
  });

  it('with a word of 80,000 letters go on over pages', async () => {
    const long = text('x'.repeat(80_000), { can_grow: true });
    const layout = layoutOf([
      page([dataBand(null, band(null, { objects: [long], can_grow: true, can_break: true }))]),
    ]);
    const device = await print(layout);

    expect(device.texts().flat().join('').replaceAll('\n', '')).toHaveLength(80_000);
  });

  it('with a table longer than a page lose none of it', async () => {
    const column = { width: 100, auto_size: false, min: 0, max: null };
    const rows = Array.from({ length: 30 }, (_, at) => ({
      height: 10,
      auto_size: false,
      cells: [{ text: text(`cell ${at}`), column_span: 1, row_span: 1, objects: [] }],
    }));
    const table = { ...objectBase('t', 0, 0, 100, 300), kind: 'table', columns: [column], rows } as const;
    const shown = band(null, { objects: [table], height: 300 });
    const device = await print(layoutOf([page([dataBand(null, shown)])]));

    expect(device.texts().flat()).toEqual(rows.map((_, at) => `cell ${at}`));
    expect(device.pages).toHaveLength(4);
  });

  it('with sizes below zero take no room, and forms end', async () => {
    const shown = band('x', { height: -10, objects: [text('x', { width: -5, height: -5 })] });
    const sized = page([dataBand(null, shown, { row_count: 1e12 })], { size: { width: -1, height: 0 } });
    const device = await print(layoutOf([sized]));

    expect(device.pages.map(({ width, height }) => [width, height])).toEqual([[1, 1]]);
  });

  it('add up what another section shows', async () => {
    const cover = page([], { bands: { ...BANDS, report_title: band('All [Sum([Rows.n])]') } });
    const device = await print(layoutOf([cover, page([dataBand('Rows', band('[Rows.n]'))])]), {
      Rows: numbers(4),
    });

    expect(device.texts()[0]).toEqual(['All 10']);
  });

  it('print what only a script knows as nothing', async () => {
    const device = await print(layoutOf([page([dataBand(null, band('[total]|[Engine.FinalPass]'))])]));
    const look = { fill: null, text_fill: null, font: null, border: null, visible: false };
    const seven = text('[Title]', { highlights: [{ ...look, when: expression('Value.Length == 7') }] });
    const properties = await print(layoutOf([page([dataBand(null, band(null, { objects: [seven] }))])]));

    expect(device.texts()).toEqual([['|']]);
    expect(properties.texts()).toEqual([[]]);
  });
});
