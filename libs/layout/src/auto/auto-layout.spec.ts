import type { Column, ColumnType, TextRow } from '@galley/dataset';
import { CELL_PADDING } from '../table-layout.js';
import { readLayout } from '../readers/read-layout.js';
import { autoLayout, type AutoLayoutOptions } from './auto-layout.js';
import { estimateText } from './measure-text.js';

function column(name: string, type: ColumnType = 'string', more: Partial<Column> = {}): Column {
  return { name, label: name, type, scale: null, format: null, role: 'dimension', ...more };
}

const NONE: AutoLayoutOptions = { group_by: [], totals: [] };
const STOCK = [column('category'), column('item'), column('value', 'decimal', { scale: 2, role: 'measure' })];
const SAMPLE: TextRow[] = [['Dry', 'Rice', '1234.50']];

function many(count: number, text: string): { columns: Column[]; sample: TextRow[] } {
  const columns = Array.from({ length: count }, (_, index) => column(`column ${index}`));
  return { columns, sample: [columns.map(() => text)] };
}

describe('autoLayout', () => {
  it('puts a few columns on a portrait page, figures to the right', () => {
    const layout = autoLayout(STOCK, SAMPLE, NONE, 'en');
    expect(layout.page).toMatchObject({ size: 'A4', orientation: 'portrait', width: 595.28 });
    expect(layout.font_size).toBe(9);
    expect(layout.columns.map((each) => each.align)).toEqual(['left', 'left', 'right']);
  });

  it('does not repeat grouped columns', () => {
    const layout = autoLayout(STOCK, SAMPLE, { ...NONE, group_by: ['category'] }, 'en');
    expect(layout.groups.map((group) => group.column.name)).toEqual(['category']);
    expect(layout.columns.map((each) => each.column.name)).toEqual(['item', 'value']);
    expect(layout.columns[0]?.index).toBe(1);
  });

  it('turns the page for more columns, and then makes the letters smaller', () => {
    const ten = many(10, 'some words here');
    const sixteen = many(16, 'some words here');
    const wide = autoLayout(ten.columns, ten.sample, NONE, 'en');
    expect(wide.page.orientation).toBe('landscape');
    const wider = autoLayout(sixteen.columns, sixteen.sample, NONE, 'en');
    expect(wider.font_size).toBeLessThan(wide.font_size);
    expect(wider.panels).toHaveLength(1);
  });

  it('keeps the orientation that is asked for', () => {
    const ten = many(10, 'some words here');
    expect(
      autoLayout(ten.columns, ten.sample, { ...NONE, orientation: 'portrait' }, 'en').page.orientation,
    ).toBe('portrait');
    expect(autoLayout(STOCK, SAMPLE, { ...NONE, orientation: 'landscape' }, 'en').page.width).toBe(841.89);
  });

  it.each(['A3', 'a4', 'A5', 'Letter', 'legal', 'unheard of'])('fits its columns into %s', (page_size) => {
    const twelve = many(12, 'some words here');
    const { page, columns, panels } = autoLayout(twelve.columns, twelve.sample, { ...NONE, page_size }, 'en');
    for (const panel of panels) {
      const width = panel.reduce((sum, position) => sum + (columns[position]?.width ?? 0), 0);
      expect(width).toBeLessThanOrEqual(page.width - 2 * page.margin + 0.01);
    }
  });

  it('splits forty columns over pages side by side, each with the first column', () => {
    const forty = many(40, 'some words here');
    const { panels, columns } = autoLayout(forty.columns, forty.sample, NONE, 'en');
    expect(panels.length).toBeGreaterThan(1);
    expect(panels.every((panel) => panel[0] === 0)).toBe(true);
    expect(panels.flatMap((panel) => panel.slice(1))).toEqual(
      Array.from({ length: 39 }, (_, index) => index + 1),
    );
    expect(Math.min(...columns.map((each) => each.width))).toBeGreaterThan(30);
  });

  it('gives the room to long texts rather than to figures', () => {
    const text = 'A long remark about the delivery that goes on for quite some time and then some more';
    const columns = [column('remark'), column('value', 'decimal')];
    const [remark, value] = autoLayout(columns, [[text, '1.00']], NONE, 'en').columns;
    expect(remark!.width).toBeGreaterThan(value!.width * 3);
  });

  describe('with too little room for everything on one line', () => {
    const text = 'A long remark about the delivery that goes on for quite some time and then some more';
    const columns = [column('remark'), column('Unit'), column('Code'), column('note'), column('reason')];
    const widthOf = (units: readonly string[], word: string): [number, number] => {
      const sample = units.map((unit) => [text, unit, 'THB', text, text]);
      const layout = autoLayout(columns, sample, { ...NONE, orientation: 'portrait' }, 'en');
      const room = (layout.columns[1]!.width - 2 * CELL_PADDING) / layout.font_size;
      return [room * 1000, estimateText(word, false)];
    };

    it('breaks no word of the sample, however rare', () => {
      const units = Array.from({ length: 200 }, (_, index) => (index === 7 ? 'refrigerator' : 'kg'));
      const [room, needed] = widthOf(units, 'refrigerator');
      expect(room).toBeGreaterThanOrEqual(needed);
    });

    it('sets a label on two lines rather than wrap the values of another column', () => {
      const three = [column('remark'), column('Business unit'), column('place')];
      const row = [text, 'T01', 'Main Store by the river'];
      const { columns, font_size } = autoLayout(
        three,
        [row],
        { ...NONE, page_size: 'A5', orientation: 'portrait' },
        'en',
      );
      const room = ((columns[2]!.width - 2 * CELL_PADDING) / font_size) * 1000;
      expect(room).toBeGreaterThanOrEqual(estimateText('Main Store by the river', false) - 0.01);
    });

    it('keeps room for words that come later, and none for codes', () => {
      const [room, needed] = widthOf(['kg', 'kg', 'tin'], 'cylinder');
      expect(room).toBeGreaterThanOrEqual(needed);
      const [codes, tooMuch] = widthOf(['KG', 'KG', 'TIN'], 'cylinder');
      expect(codes).toBeLessThan(tooMuch);
    });
  });

  it('keeps room for as many fraction digits as the sample has', () => {
    const columns = [column('free', 'decimal')];
    expect(autoLayout(columns, [['1.5'], ['2.125'], ['7']], NONE, 'en').columns[0]?.fraction_digits).toBe(3);
  });

  it('keeps as many fraction digits of quantities as one of the sample needs, two at least', () => {
    const columns = [column('qty', 'decimal', { scale: 4, format: 'quantity' })];
    const digitsOf = (...values: string[]): number | undefined =>
      autoLayout(
        columns,
        values.map((value) => [value]),
        NONE,
        'en',
      ).columns[0]?.fraction_digits;
    expect(digitsOf('12.0000', '0.5000')).toBe(2);
    expect(digitsOf('12.0000', '0.3750')).toBe(3);
    expect(digitsOf('12.0000', '0.1234')).toBe(4);
    expect(digitsOf()).toBe(2);
  });

  it('runs from right to left in Arabic', () => {
    const layout = autoLayout(STOCK, SAMPLE, NONE, 'ar');
    expect(layout.direction).toBe('rtl');
    expect(layout.columns.map((each) => each.align)).toEqual(['right', 'right', 'right']);
  });

  describe('with a design', () => {
    const designed = (columns: unknown, sample: TextRow[] = SAMPLE) => {
      const layout = readLayout(JSON.stringify({ columns }), {
        signature_config: null,
        orientation: 'auto',
        locale: 'en',
      });
      const [section] = layout.sections;
      if (section?.kind !== 'table') throw new Error('no table');
      return autoLayout(STOCK, sample, { ...NONE, design: section.design }, 'en');
    };

    it('shows what is named, in its order, as it is labelled and aligned', () => {
      const { columns } = designed([{ field: 'value', label: 'Worth', align: 'center' }, 'item', 'unheard']);
      expect(columns.map(({ index, label, align }) => [index, label, align])).toEqual([
        [2, 'Worth', 'center'],
        [1, 'item', 'left'],
      ]);
    });

    it('keeps widths that are given, and spreads the rest', () => {
      const [first, second] = designed([{ field: 'item', width: 200 }, 'value']).columns;
      expect(first?.width).toBe(200);
      expect(second!.width).toBeLessThan(200);
    });

    it('takes labels from the dataset, and says when none of its columns is there', () => {
      expect(designed(['item']).columns[0]?.label).toBe('item');
      expect(() => designed(['nothing'])).toThrow('none of the columns');
    });

    it('measures values as they will be written', () => {
      const width = (format: string): number =>
        designed([{ field: 'value', format }, 'item']).columns[0]!.width;
      expect(width('#,##0.0000000000')).toBeGreaterThan(width('0'));
    });
  });

  it('lays out labels alone when there are no rows, and no columns at all', () => {
    expect(autoLayout(STOCK, [], NONE, 'en').columns).toHaveLength(3);
    expect(autoLayout(STOCK, [], { ...NONE, group_by: ['category', 'item', 'value'] }, 'en').panels).toEqual([
      [],
    ]);
  });
});
