import type { Json } from '@galley/dataset';
import { readDialog, type DialogField } from '@galley/template';
import { shownValue } from './shown-value.js';

const NORWEGIAN = { locale: 'nb-NO', timezone: 'Asia/Bangkok' };

function field(type: string, more: object = {}): DialogField {
  const [read] = readDialog(JSON.stringify({ fields: [{ name: 'f', label: 'F', type, ...more }] })).fields;
  return read!;
}

const STATUS = field('select', { options: [{ value: 'sent', label: 'Sent' }] });

describe('the value of a parameter', () => {
  it.each<[string, Json, DialogField | null, string]>([
    ['a date', '2026-04-01', field('date'), '01.04.2026'],
    ['an instant', '2026-04-01T20:00:00Z', field('datetime'), '02.04.2026 03:00 GMT+7'],
    ['a day of a datetime', '2026-04-01', field('datetime'), '01.04.2026'],
    ['a decimal', 1234.5, field('number'), '1234,5'],
    ['a decimal as text', '-0.25', field('number'), '−0,25'],
    ['a boolean', false, field('boolean'), 'Nei'],
    ['a choice', 'sent', STATUS, 'Sent'],
    ['choices', ['sent', 'other'], STATUS, 'Sent, other'],
    ['text that looks like a date', '2026-04-01', field('text'), '2026-04-01'],
    ['a code that looks like a number', '0042', field('lookup', { lookup: { source: 's' } }), '0042'],
    ['a date without a field', '2026-04-01', null, '01.04.2026'],
    ['a period', { gte: '2026-04-01', lt: '2026-05-01' }, field('date'), '≥ 01.04.2026, < 01.05.2026'],
    ['another operator', { contains: 'rice' }, null, 'contains rice'],
  ])('reads as in the table: %s', (_, value, of, shown) => {
    expect(shownValue(value, of, NORWEGIAN)).toBe(shown);
  });

  it.each<[Json]>([[null], [''], [[]], [[null, '']], [{}], [{ equals: null }]])(
    'is none for %j, which chooses nothing',
    (value) => {
      expect(shownValue(value, null, NORWEGIAN)).toBeNull();
    },
  );
});
