import { RowCells, rowFrame } from '@galley/dataset';
import { ExactDecimal, parseExpression, parseTextTemplate, type Value } from '@galley/layout';
import { column } from '../testing/sample-dataset.js';
import { SAMPLE_DOCUMENT } from '../testing/sample-input.js';
import { RowScope } from './row-scope.js';

const COLUMNS = [
  column('unit_price', 'decimal', { scale: 2 }),
  column('title', 'string'),
  column('day', 'date'),
];

function scopeOf(values: Readonly<Record<string, string | null>> = {}): RowScope {
  return new RowScope(COLUMNS, { ...SAMPLE_DOCUMENT, values });
}

function read(scope: RowScope, row: readonly (string | null)[]): void {
  const frame = rowFrame(row);
  const batch = frame.subarray(frame.indexOf(0x44));
  const cells = new RowCells(COLUMNS.length);
  cells.read(batch, 0);
  scope.read(batch, cells);
}

const valueOf = (text: string, scope: RowScope): Value => parseExpression(text).evaluate(scope);

describe('what expressions of a table see', () => {
  it('is the row read last, typed, by names without case, spaces and underscores', () => {
    const scope = scopeOf();
    const price = parseExpression('[Unit Price] * 3');
    read(scope, ['0.10', 'Rice', '2026-06-30']);
    expect(price.evaluate(scope)).toEqual(new ExactDecimal('0.3'));
    expect(valueOf('[day].Year', scope)).toEqual(new ExactDecimal(2026));
    read(scope, ['2.00', 'Salt', null]);
    expect(price.evaluate(scope)).toEqual(new ExactDecimal(6));
    expect(valueOf('[day] == null', scope)).toBe(true);
  });

  it('is what the document says of itself; columns come first', () => {
    const scope = scopeOf({ as_of: '2026-06-30' });
    const text = parseTextTemplate('[Title] of [Organization], [as_of], [Date]');
    read(scope, [null, 'Rice', null]);
    const said = text.evaluate(scope, (value) => (typeof value === 'string' ? value : JSON.stringify(value)));
    expect(said).toBe('Rice of Galley & Sons <Hotels>, 2026-06-30, {"iso":"2026-07-01","has_time":false}');
  });

  it('has no names besides', () => {
    expect(() => valueOf('[nothing]', scopeOf())).toThrow('nothing');
    expect(() => valueOf('[constructor]', scopeOf())).toThrow('constructor');
  });
});
