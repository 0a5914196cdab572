import { readTextRows, RowCells, rowFrame, type TextRow } from '@galley/dataset';
import { autoLayout, readLayout, type TableDesign } from '@galley/layout';
import { RowScope } from './row-scope.js';
import { column } from '../testing/sample-dataset.js';
import { SAMPLE_DOCUMENT } from '../testing/sample-input.js';
import { CellLooks } from './cell-looks.js';

const COLUMNS = [
  column('item', 'string'),
  column('qty', 'decimal', { scale: 2 }),
  column('least', 'integer'),
];

function looksOf(columns: unknown): CellLooks | null {
  const layout = readLayout(JSON.stringify({ columns }), {
    signature_config: null,
    orientation: 'auto',
    locale: 'en',
  });
  const [section] = layout.sections;
  const design = (section as { design: TableDesign }).design;
  const table = autoLayout(COLUMNS, [], { group_by: [], totals: [], design }, 'en');
  return CellLooks.of(table, new RowScope(COLUMNS, SAMPLE_DOCUMENT));
}

/** Reads a row as it comes off the wire. */
function read(looks: CellLooks, row: TextRow): CellLooks['styles'] {
  const frame = rowFrame(row);
  const batch = frame.subarray(frame.indexOf(0x44));
  expect([...readTextRows(batch)]).toEqual([row]);
  const cells = new RowCells(COLUMNS.length);
  cells.read(batch, 0);
  looks.read(batch, cells);
  return looks.styles;
}

describe('looks of cells', () => {
  it('are not asked for where nobody gave any', () => {
    expect(looksOf([])).toBeNull();
    expect(looksOf(['item', { field: 'qty', format: '0.0', width: 40 }])).toBeNull();
  });

  it('follow the first condition that holds, over the style of the column', () => {
    const looks = looksOf([
      'item',
      {
        field: 'qty',
        style: { italic: true, color: '#000000' },
        when: [
          { if: '[qty] < 0', style: { color: '#ff0000', bold: true } },
          { if: '[qty] < [least] && [item] != "Rice"', style: { fill: '#ffff00' } },
        ],
      },
      { field: 'least', when: [{ if: 'Value == 5', style: { bold: true } }] },
    ])!;
    const red = { red: 1, green: 0, blue: 0, alpha: 1 };
    expect(read(looks, ['Rice', '-1.00', '5'])).toMatchObject([
      null,
      { italic: true, bold: true, color: red },
      { bold: true },
    ]);
    expect(read(looks, ['Salt', '1.00', '4'])).toMatchObject([
      null,
      { italic: true, bold: null, fill: { kind: 'solid' } },
      null,
    ]);
    expect(read(looks, ['Rice', '1.00', '4'])).toMatchObject([
      null,
      { italic: true, bold: null, fill: null },
      null,
    ]);
    expect(read(looks, ['Salt', null, null])[2]).toBeNull();
  });
});
