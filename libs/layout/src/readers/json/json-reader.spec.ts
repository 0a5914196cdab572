import { z } from 'zod';
import { LayoutError } from '../../layout-error.js';
import type { TableDesign } from '../../model/table-design.js';
import type { LayoutHints } from '../contract.js';
import { readLayout } from '../read-layout.js';
import { jsonContent } from './json-content.js';
import { layoutJsonSchema } from './layout-json-schema.js';

const HINTS: LayoutHints = { signature_config: null, orientation: 'auto', locale: 'en' };

function tables(content: unknown): TableDesign[] {
  const layout = readLayout(JSON.stringify(content), HINTS);
  expect(layout.kind).toBe('json');
  return layout.sections.flatMap((section) => (section.kind === 'table' ? [section.design] : []));
}

function fault(content: unknown): { at: string | null; message: string } {
  try {
    readLayout(typeof content === 'string' ? content : JSON.stringify(content), HINTS);
  } catch (error) {
    if (!(error instanceof LayoutError)) throw error;
    expect(error.code).toBe('layout-invalid');
    return { at: error.at, message: error.message };
  }
  throw new Error('no fault was found');
}

const STOCK = {
  title: 'Stock on hand',
  subtitle: 'As of [as_of]',
  columns: [
    'item',
    {
      field: 'qty',
      label: 'Quantity',
      width: '25.4mm',
      align: 'right',
      format: '0.00',
      style: { bold: true },
      when: [{ if: '[qty] < 0', style: { color: '#c00', fill: '#ffeeee' } }],
    },
  ],
  group_by: [{ field: 'category', header: '[category]!', page_break: true, totals: ['qty'] }],
  totals: ['qty', { column: 'qty', aggregate: 'avg' }],
  charts: [{ kind: 'pie', x: 'category', y: { expression: '[qty] * [price]' }, at: 'after', height: 100 }],
  header: { left: '[Organization]', right: 'Page [Page]' },
  footer: '[Date]',
  watermark: 'DRAFT',
  notes: '**Counted** by hand',
};

describe('the JSON layout', () => {
  it('describes a table', () => {
    const [table] = tables(STOCK);
    expect(table).toMatchObject({
      title: 'Stock on hand',
      subtitle: 'As of [as_of]',
      source: null,
      header: { left: '[Organization]', center: null, right: 'Page [Page]' },
      footer: { left: '[Date]', center: null, right: null },
      watermark: 'DRAFT',
      notes: ['**Counted** by hand'],
      show_rows: true,
      totals: [
        { column: 'qty', aggregate: 'sum' },
        { column: 'qty', aggregate: 'avg' },
      ],
    });
    expect(table!.columns[0]).toEqual({
      field: 'item',
      label: null,
      width: null,
      align: null,
      format: null,
      style: null,
      when: [],
    });
    const quantity = table!.columns[1]!;
    expect(quantity.width).toBeCloseTo(72, 6);
    expect(quantity.format).toEqual({ kind: 'custom', pattern: '0.00' });
    expect(quantity.when[0]!.condition.references.map(({ text }) => text)).toEqual(['qty']);
    expect(quantity.when[0]!.style.color).toEqual({ red: 0.8, green: 0, blue: 0, alpha: 1 });
    expect(table!.groups[0]).toMatchObject({ field: 'category', header: '[category]!', page_break: true });
    expect(table!.charts[0]).toMatchObject({ at: 'after', height: 100 });
    expect(table!.charts[0]!.design.series[0]).toMatchObject({
      kind: 'pie',
      source: null,
      show_labels: false,
    });
    expect(table!.charts[0]!.design.series[0]!.y?.text).toBe('[qty] * [price]');
  });

  it('needs nothing at all', () => {
    expect(tables({})[0]).toMatchObject({ columns: [], groups: [], show_rows: true });
  });

  it('holds sections, each with its dataset, framed alike', () => {
    const all = tables({
      title: 'Board report',
      footer: 'Page [Page]',
      notes: ['End'],
      sections: [
        { name: 'Stock', columns: ['item'] },
        { name: 'Budget', dataset: 'budget', title: 'Budget', footer: 'Own', notes: 'Note' },
      ],
    });
    expect(all.map(({ name, source, title }) => [name, source, title])).toEqual([
      ['Stock', null, 'Board report'],
      ['Budget', 'budget', 'Budget'],
    ]);
    expect(all.map(({ footer }) => footer?.left)).toEqual(['Page [Page]', 'Own']);
    expect(all.map(({ notes }) => notes)).toEqual([[], ['Note', 'End']]);
  });

  it('makes a series of each y, or of each that is written out', () => {
    const [table] = tables({
      charts: [
        { x: 'month', y: ['value', 'budget'], kind: 'line', labels: true },
        {
          x: 'month',
          series: [{ y: 'value' }, { kind: 'line', name: 'Goal', points: [{ x: 'Jan', y: 5 }] }],
        },
      ],
    });
    const [plain, written] = table!.charts.map(({ design }) => design.series);
    expect(plain!.map(({ name, kind, show_labels }) => [name, kind, show_labels])).toEqual([
      ['Value', 'line', true],
      ['Budget', 'line', true],
    ]);
    expect(written![1]).toMatchObject({
      name: 'Goal',
      kind: 'line',
      x: null,
      points: [{ x: 'Jan', y: '5' }],
    });
  });

  it('describes a crosstab with its template table', () => {
    const [table] = tables({
      matrices: [
        {
          title: 'By month',
          rows: ['category', 'item'],
          columns: ['month'],
          measures: ['qty', { field: 'value', label: 'Value' }],
        },
      ],
    });
    const matrix = table!.matrices[0]!;
    expect(matrix.rows).toHaveLength(2);
    expect(matrix.show_title).toBe(true);
    expect(matrix.grid.columns).toHaveLength(6);
    expect(matrix.grid.rows).toHaveLength(6);
    expect(matrix.grid.rows.every(({ cells }) => cells.length === 6)).toBe(true);
    expect(matrix.grid.rows[2]!.cells.slice(2).map(({ text }) => text.text.text)).toEqual([
      'Qty',
      'Value',
      'Qty',
      'Value',
    ]);
  });
});

describe('what is wrong with a JSON layout', () => {
  it.each<[string, unknown, string, string]>([
    ['an unknown field', { titel: 'x' }, '/titel', 'not a known field'],
    [
      'an unknown field of a column',
      { columns: ['a', { field: 'b', with: 1 }] },
      '/columns/1/with',
      'not a known field',
    ],
    ['a column without a name', { columns: [{ label: 'x' }] }, '/columns/0/field', ''],
    ['a column that is no name', { columns: ['a b'] }, '/columns/0', 'not the name of a column'],
    ['a number for a column', { columns: [7] }, '/columns/0', 'none of the forms'],
    [
      'a width without a unit',
      { columns: [{ field: 'a', width: '12' }] },
      '/columns/0/width',
      'not a length',
    ],
    [
      'a colour by name',
      { columns: [{ field: 'a', style: { color: 'red' } }] },
      '/columns/0/style/color',
      '#rrggbb',
    ],
    [
      'a condition that does not parse',
      { columns: [{ field: 'a', when: [{ if: '[a] <', style: {} }] }] },
      '/columns/0/when/0/if',
      'at character',
    ],
    [
      'an unknown function',
      { columns: [{ field: 'a', when: [{ if: 'Evil([a])', style: {} }] }] },
      '/columns/0/when/0/if',
      'Evil',
    ],
    [
      'a header that does not parse',
      { group_by: [{ field: 'a', header: '[1 +]' }] },
      '/group_by/0/header',
      '',
    ],
    ['an unknown kind of chart', { charts: [{ kind: 'radar', x: 'a', y: 'b' }] }, '/charts/0/kind', ''],
    ['a chart without x', { charts: [{ y: 'b' }] }, '/charts/0/x', 'missing'],
    ['a chart of nothing', { charts: [{ x: 'b' }] }, '/charts/0/y', 'series'],
    ['a table beside sections', { columns: ['a'], sections: [{}] }, '/columns', 'sections'],
    ['a dataset in two sections', { sections: [{}, { columns: ['a'] }] }, '/sections/1', 'section 0'],
    [
      'a dataset of a chart in two sections',
      {
        sections: [
          { dataset: 'Order Lines' },
          { dataset: 'b', charts: [{ x: 'a', y: 'b', dataset: 'order_lines' }] },
        ],
      },
      '/sections/1',
      'order_lines',
    ],
    ['a list', '{"columns": [,]}', '', 'not JSON'],
  ])('%s is pointed at', (_, content, at, words) => {
    const found = fault(content);
    expect(found.at).toBe(at);
    expect(found.message).toContain(words);
  });

  it('tells every fault, not only the first', () => {
    const { message } = fault({ columns: [{ field: 'a', widht: 1 }], totals: ['1x'], nots: '' });
    expect(message).toContain('/columns/0/widht');
    expect(message).toContain('/totals/0');
    expect(message).toContain('/nots');
  });

  it('bounds what it reads', () => {
    const columns = Array.from({ length: 501 }, (_, at) => `c${at}`);
    expect(fault({ columns }).at).toBe('/columns');
    expect(fault({ sections: Array.from({ length: 201 }, (_, at) => ({ dataset: `d${at}` })) }).at).toBe(
      '/sections',
    );
    expect(fault(`{"notes": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`).at).not.toBeNull();
    expect(fault('{"__proto__": {"title": "x"}}').at).toBe('/__proto__');
  });
});

describe('the JSON Schema of layouts', () => {
  it('is a schema that zod reads back and that takes and refuses the same', () => {
    const again = z.fromJSONSchema(layoutJsonSchema());
    const good = [STOCK, {}, { sections: [{ dataset: 'a', columns: ['b'] }] }];
    const bad = [
      { titel: 'x' },
      { columns: ['a b'] },
      { charts: [{ kind: 'radar', x: 'a', y: 'b' }] },
      { sections: [] },
    ];
    for (const content of good) {
      expect(jsonContent.safeParse(content).success).toBe(true);
      expect(again.safeParse(content).success).toBe(true);
    }
    for (const content of bad) {
      expect(jsonContent.safeParse(content).success).toBe(false);
      expect(again.safeParse(content).success).toBe(false);
    }
  });

  it('says what its fields are for', () => {
    const { properties, additionalProperties } = layoutJsonSchema() as {
      properties: Record<string, { description?: string }>;
      additionalProperties: boolean;
    };
    expect(additionalProperties).toBe(false);
    const undescribed = Object.entries(properties).filter(([, { description }]) => !description);
    expect(undescribed.map(([name]) => name)).toEqual([]);
  });
});
