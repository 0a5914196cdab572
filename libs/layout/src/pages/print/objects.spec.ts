import type { LayoutObject } from '../../model/objects.js';
import { field, template } from '../testing/field-expression.js';
import { numbers, print } from '../testing/print.js';
import { type RecordedPage, textsOf } from '../testing/recording-device.js';
import { band, dataBand, FONT, layoutOf, objectBase, page, text } from '../testing/sample-layout.js';

const RED = { kind: 'solid', color: { red: 1, green: 0, blue: 0, alpha: 1 } } as const;
const BLUE = { kind: 'solid', color: { red: 0, green: 0, blue: 1, alpha: 1 } } as const;
const STROKE = { color: RED.color, width: 1, style: 'solid' } as const;

function holding(...objects: LayoutObject[]) {
  return band(null, { objects, height: 10, can_grow: true });
}

async function printed(...objects: LayoutObject[]): Promise<RecordedPage> {
  const device = await print(layoutOf([page([dataBand(null, holding(...objects))])]));
  const [first] = device.pages;
  if (!first) throw new Error('No page was printed.');
  return first;
}

function framesOf(one: RecordedPage) {
  return textsOf(one).map(({ text, frame }) => [text.split(' ')[0], frame.y, frame.height]);
}

describe('objects', () => {
  it('grow with their text, and move what stands below', async () => {
    const one = await printed(
      text('aaaa bbbb cccc dddd eeee ffff', { can_grow: true, width: 50 }),
      text('below', { top: 10, width: 50 }),
      text('beside', { top: 10, left: 60, width: 30, shift: 'when_overlapped' }),
      text('tall', { left: 90, width: 10, grow_to_bottom: true }),
    );

    expect(framesOf(one)).toEqual([
      ['aaaa', 10, 30],
      ['below', 40, 10],
      ['beside', 20, 10],
      ['tall', 10, 40],
    ]);
  });

  it('shrink to nothing where there is nothing to say', async () => {
    const shrinking = band(null, {
      height: 30,
      can_shrink: true,
      objects: [text('', { can_shrink: true, height: 30 })],
    });
    const device = await print(layoutOf([page([dataBand(null, shrinking), dataBand(null, band('next'))])]));

    expect(device.pages[0]?.items.at(-1)?.frame.y).toBe(10);
  });

  it('break between lines where the page ends', async () => {
    const long = Array.from({ length: 12 }, (_, at) => `line${at}`).join('\n');
    const tall = band(null, { can_grow: true, can_break: true, objects: [text(long, { can_grow: true })] });
    const device = await print(layoutOf([page([dataBand(null, band('first')), dataBand(null, tall)])]));

    expect(device.texts().map((texts) => texts.join('\n').split('\n').length)).toEqual([8, 5]);
    expect(device.texts()[1]?.[0]?.split('\n')[0]).toBe('line7');
  });

  it('are cut when they fit on no page and may not break', async () => {
    const tall = band(null, { height: 500, objects: [text('tall', { height: 500 })] });
    const device = await print(layoutOf([page([dataBand(null, tall), dataBand(null, band('next'))])]));

    expect(device.texts()).toEqual([['tall'], ['next']]);
    expect(device.pages[0]?.items[0]?.frame.height).toBe(80);
  });

  it('that stand outside the sheet are not drawn', async () => {
    const one = await printed(text('gone', { left: -9450, top: -9450 }), text('here'));

    expect(textsOf(one).map((item) => item.text)).toEqual(['here']);
  });

  it('look as their highlights say, which see the value', async () => {
    const highlight = {
      when: field('Value'),
      fill: RED,
      text_fill: null,
      font: null,
      border: null,
      visible: true,
    };
    const when = {
      ...field('Value'),
      evaluate: (scope: Parameters<typeof highlight.when.evaluate>[0]) => {
        const value = highlight.when.evaluate(scope);
        return typeof value === 'object' && value !== null && 'gt' in value && value.gt(1);
      },
    };
    const shown = text('[Rows.n]', { highlights: [{ ...highlight, when }] });
    const rows = dataBand('Rows', band(null, { objects: [shown] }));
    const device = await print(layoutOf([page([rows])]), { Rows: numbers(2) });

    expect(device.pages[0]?.items.map((item) => item?.box.fill)).toEqual([null, RED]);
  });

  it('take their even style on even rows', async () => {
    const styles = {
      Even: { name: 'Even', fill: BLUE, font: null, text_fill: null, border: null },
      Plain: { name: 'Plain', fill: null, font: { ...FONT, bold: true }, text_fill: null, border: null },
    };
    const shown = text('[Rows.n]', { even_style: 'Even', style: 'Plain' });
    const rows = dataBand('Rows', band(null, { objects: [shown] }));
    const device = await print(layoutOf([page([rows])], { styles }), { Rows: numbers(3) });

    expect(device.pages[0]?.items.map((item) => item?.box.fill)).toEqual([null, BLUE, null]);
    expect(device.pages[0]?.items.every((item) => item?.kind === 'text' && item.look.font.bold)).toBe(true);
  });

  it.each([
    ['show', ['a:10', 'a:10', 'b:10']],
    ['hide', ['a:10', 'b:10']],
    ['clear', ['a:10', ':10', 'b:10']],
    ['merge', ['a:20', 'b:10']],
  ] as const)('%s equal values of neighbouring rows', async (duplicates, expected) => {
    const rows = dataBand('Rows', band(null, { objects: [text('[Rows.g]', { duplicates })] }));
    const source = { columns: { g: 'string' }, rows: [['a'], ['a'], ['b']] } as const;
    const device = await print(layoutOf([page([rows])]), { Rows: source });

    expect(
      device.pages[0]?.items.map((item) => item?.kind === 'text' && `${item.text}:${item.frame.height}`),
    ).toEqual(expected);
  });

  it('write values by their format, zeros and nulls as they are told', async () => {
    const two = {
      kind: 'number',
      digits: 2,
      decimal: null,
      group: null,
      currency: null,
      positive: null,
      negative: null,
    } as const;
    const objects = [
      text('[R.a]', { format: two }),
      text('[R.z]', { hide_zeros: true, left: 30 }),
      text('[R.x]', { null_text: 'none', left: 60 }),
      text('[R.a] for [R.x]', { left: 90 }),
    ];
    const source = {
      columns: { a: 'decimal', z: 'decimal', x: 'string' },
      rows: [['1234.5', '0.00', null]],
    } as const;
    const device = await print(layoutOf([page([dataBand('R', band(null, { objects }))])]), { R: source });

    expect(device.texts()).toEqual([['1,234.50', 'none', '1234.5 for ']]);
  });

  it('draw lines, shapes, pictures, barcodes, check boxes and zip codes', async () => {
    const line = {
      ...objectBase('l'),
      kind: 'line',
      diagonal: false,
      stroke: STROKE,
      start_cap: 'none',
      end_cap: 'arrow',
    } as const;
    const shape = {
      ...objectBase('s'),
      kind: 'shape',
      shape: 'ellipse',
      curve: 0,
      points: [],
      stroke: STROKE,
    } as const;
    const look = {
      fit: 'zoom',
      angle: 0,
      transparency: 0,
      grayscale: false,
      align: 'left',
      vertical: 'top',
    } as const;
    const hex = { kind: 'expression', value: field('Picture') } as const;
    const picture = { ...objectBase('p'), ...look, kind: 'picture', source: hex } as const;
    const missing = {
      ...objectBase('m'),
      ...look,
      kind: 'picture',
      source: { kind: 'asset', name: 'none' },
    } as const;
    const barcode = {
      ...objectBase('b'),
      kind: 'barcode',
      symbology: 'code128',
      text: template('A-[Page]'),
      options: {},
      show_text: true,
      color: RED.color,
      angle: 0,
      auto_size: true,
      font: FONT,
    } as const;
    const check = {
      ...objectBase('c'),
      kind: 'checkbox',
      value: null,
      checked: true,
      checked_symbol: 'check',
      unchecked_symbol: 'none',
      color: RED.color,
      hide_if_unchecked: false,
    } as const;
    const zip = { ...objectBase('z'), kind: 'zipcode', text: template('190'), segments: 6 } as const;
    const objects = [line, shape, picture, missing, barcode, check, zip];
    const layout = layoutOf([page([dataBand(null, holding(...objects))])]);
    const device = await print(layout, {}, { parameters: { Picture: '\\x89504e47' } });

    const kinds = device.pages[0]?.items.map((item) => item?.kind) ?? [];
    expect(kinds.slice(0, 7)).toEqual(['line', 'shape', 'picture', 'box', 'barcode', 'checkbox', 'box']);
    expect(kinds.slice(7)).toHaveLength(3 + 5 + 6);
    expect(device.pages[0]?.items[2]).toMatchObject({ bytes: Buffer.from('89504e47', 'hex') });
    expect(device.pages[0]?.items[4]).toMatchObject({ text: 'A-1', frame: { width: 50, height: 20 } });
  });
});
