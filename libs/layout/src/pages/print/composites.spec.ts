import type { LayoutObject, TextObject } from '../../model/objects.js';
import { field, template } from '../testing/field-expression.js';
import { numbers, print } from '../testing/print.js';
import { type RecordedPage, textsOf } from '../testing/recording-device.js';
import { band, dataBand, FONT, layoutOf, objectBase, page, text } from '../testing/sample-layout.js';

const BANDS = page([]).bands;

function holding(...objects: LayoutObject[]) {
  return band(null, { objects, height: 10, can_grow: true });
}

async function printed(...objects: LayoutObject[]): Promise<RecordedPage> {
  const device = await print(layoutOf([page([dataBand(null, holding(...objects))])]));
  const [first] = device.pages;
  if (!first) throw new Error('No page was printed.');
  return first;
}

describe('objects made of several', () => {
  it('in tables fill their cells, and rows grow with the largest', async () => {
    const cell = (content: string, changes: Partial<TextObject> = {}) => ({
      text: text(content, changes),
      column_span: 1,
      row_span: 1,
      objects: [],
    });
    const column = { width: 50, auto_size: false, min: 0, max: null };
    const wide = { ...cell('wide'), column_span: 2 };
    const table = {
      ...objectBase('t', 0, 0, 100, 20),
      kind: 'table',
      columns: [column, column],
      rows: [
        { height: 10, auto_size: false, cells: [wide, cell('covered')] },
        { height: 10, auto_size: true, cells: [cell('aaaa bbbb cccc', { can_grow: true }), cell('right')] },
      ],
    } as const;
    const one = await printed(table, text('below', { top: 20 }));

    expect(
      textsOf(one).map(({ text, frame }) => [text.slice(0, 5), frame.x, frame.y, frame.width, frame.height]),
    ).toEqual([
      ['wide', 10, 10, 100, 10],
      ['aaaa ', 10, 20, 50, 20],
      ['right', 60, 20, 50, 20],
      ['below', 10, 40, 100, 10],
    ]);
  });

  it('sign in blocks side by side', async () => {
    const block = (label: string) => ({ label: template(label), name: null, required: false });
    const signatures = {
      ...objectBase('s'),
      kind: 'signatures',
      blocks: [block('Prepared by'), block('Approved by')],
      font: FONT,
      date_label: 'Date:',
    } as const;
    const one = await printed({ ...signatures, height: 60 });

    const texts = textsOf(one);
    expect(texts.map((item) => item.text.split(' ')[0])).toEqual(['Prepared', 'Date:', 'Approved', 'Date:']);
    expect(texts[2]?.frame.x).toBeGreaterThan(50);
  });

  it('gather the figures of a chart from the rows of its band', async () => {
    const series = {
      name: 'S',
      kind: 'bar',
      source: 'D',
      filter: null,
      x: field('D.k'),
      y: field('D.v'),
      split_by: null,
      points: [],
      color: null,
      show_labels: false,
    } as const;
    const design = {
      title: null,
      series: [series],
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
    } as const;
    const chart = { ...objectBase('c'), kind: 'chart', design } as const;
    const relations = [{ name: 'r', parent: 'M', child: 'D', parent_columns: ['n'], child_columns: ['of'] }];
    const rows = dataBand('M', band(null, { objects: [chart] }));
    const details = {
      columns: { of: 'integer', k: 'string', v: 'decimal' },
      rows: [
        ['1', 'a', '1.5'],
        ['1', 'a', '2'],
        ['2', 'b', '4'],
      ],
    } as const;
    const device = await print(layoutOf([page([rows])], { relations }), { M: numbers(2), D: details });

    const points = device.pages[0]?.items.map(
      (item) => item?.kind === 'chart' && item.figures.series[0]?.points,
    );
    expect(points).toEqual([[{ x: 'a', y: '3.5' }], [{ x: 'b', y: '4' }]]);
  });

  it('print subreports inside their parent, or below it', async () => {
    const lines = page([dataBand('L', band('[L.t]'))], { name: 'Lines', is_subreport: true });
    const relations = [{ name: 'r', parent: 'M', child: 'L', parent_columns: ['n'], child_columns: ['of'] }];
    const source = {
      columns: { of: 'integer', t: 'string' },
      rows: [
        ['1', 'x'],
        ['1', 'y'],
        ['2', 'z'],
      ],
    } as const;
    const sub = (print_on_parent: boolean) =>
      ({ ...objectBase('s', 30, 10, 60, 10), kind: 'subreport', page: 'Lines', print_on_parent }) as const;
    for (const inside of [true, false]) {
      const shown = band(null, { height: 20, can_grow: true, objects: [text('M[M.n]'), sub(inside)] });
      const layout = layoutOf([page([dataBand('M', shown)]), lines], { relations });
      const device = await print(layout, { M: numbers(2), L: source });

      expect(textsOf(device.pages[0] ?? never()).map(({ text, frame }) => [text, frame.x, frame.y])).toEqual([
        ['M1', 10, 10],
        ['x', 40, 20],
        ['y', 40, 30],
        ['M2', 10, 40],
        ['z', 40, 50],
      ]);
    }
  });

  it('may be bookmarked and listed in the outline', async () => {
    const details = dataBand('Rows', band('x', { outline: template('Detail [Rows.n]') }));
    const master = dataBand(null, band('m', { outline: template('Master'), bookmark: template('top') }), {
      details: [details],
    });
    const device = await print(layoutOf([page([master], { bands: { ...BANDS } })]), { Rows: numbers(2) });

    expect(device.pages[0]?.outline).toEqual([
      { title: 'Master', level: 0, y: 10 },
      { title: 'Detail 1', level: 1, y: 20 },
      { title: 'Detail 2', level: 1, y: 30 },
    ]);
    expect(device.pages[0]?.bookmarks).toEqual([{ name: 'top', y: 10 }]);
  });
});

function never(): never {
  throw new Error('No page was printed.');
}
