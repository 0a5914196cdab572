import { TemplateError, type Fault } from '../faults.js';
import type { Dialog } from './dialog.js';
import { readDialog } from './read-dialog.js';
import { resolveDialog, type Presets } from './resolve-dialog.js';

const clock = { instant: '2026-07-01T00:00:00Z', timezone: 'UTC' };
const presets = { default_filters: {}, default_date_range_days: 30 };

function faultsOf(read: () => unknown): readonly Fault[] {
  try {
    read();
  } catch (error) {
    if (error instanceof TemplateError) return error.faults;
    throw error;
  }
  return [];
}

const json = (...fields: readonly object[]): string => JSON.stringify({ fields });

describe('readDialog', () => {
  it('reads a field with all it may say, and fills in what it leaves out', () => {
    const text = json(
      {
        name: 'group',
        label: 'Group',
        lookup: { source: 'procurement.groups', field: 'code' },
        type: 'lookup',
      },
      {
        name: 'vendor_ids',
        type: 'lookup',
        lookup: 'procurement.vendors',
        depends_on: 'group',
        multiple: true,
      },
      {
        name: 'date_from',
        label: 'From',
        type: 'date',
        required: true,
        default: 'start_of_month',
        column: 'order_date',
        operator: 'gte',
      },
    );
    expect(readDialog(text).fields).toMatchObject([
      {
        name: 'group',
        lookup: { source: 'procurement.groups', field: 'code', label: null },
        multiple: false,
      },
      { name: 'vendor_ids', label: 'vendor_ids', depends_on: ['group'], default: null, required: false },
      { name: 'date_from', default: 'start_of_month', column: 'order_date', operator: 'gte' },
    ]);
  });

  it.each([null, '', '  \n'])('takes %j for a template without parameters', (text) => {
    expect(readDialog(text)).toEqual({ fields: [] });
  });

  it('names every fault by its JSON pointer', () => {
    const text = json(
      { name: 'a', type: 'colour' },
      { name: 'b-c' },
      { name: 'd', required: 'yes', sql: 'drop' },
    );
    expect(faultsOf(() => readDialog(text, '/dialog')).map(({ pointer }) => pointer)).toEqual([
      '/dialog/fields/0/type',
      '/dialog/fields/1/name',
      '/dialog/fields/2/required',
      '/dialog/fields/2/sql',
    ]);
  });

  it.each([
    ['a name used twice', [{ name: 'a' }, { name: 'a' }], '/fields/1/name'],
    ['a lookup without a source', [{ name: 'a', type: 'lookup' }], '/fields/0/lookup'],
    ['a select without choices', [{ name: 'a', type: 'select' }], '/fields/0/options'],
    [
      'a field that depends on a later one',
      [{ name: 'a', depends_on: 'b' }, { name: 'b' }],
      '/fields/0/depends_on',
    ],
    [
      'a date default that is none',
      [{ name: 'a', type: 'date', default: '2026-02-30' }],
      '/fields/0/default',
    ],
    ['a number default that is none', [{ name: 'a', type: 'number', default: 'ten' }], '/fields/0/default'],
  ])('refuses %s', (_, fields, pointer) => {
    expect(faultsOf(() => readDialog(json(...fields)))).toEqual([{ pointer, detail: expect.any(String) }]);
  });

  it.each(['{"fields": [', 'fields: []', '<Form/>', '[]', '"text"'])('refuses %j', (text) => {
    expect(faultsOf(() => readDialog(text, '/dialog'))).toHaveLength(1);
  });
});

describe('resolveDialog', () => {
  const range = readDialog(json({ name: 'date_from', type: 'date' }, { name: 'date_to', type: 'date' }));
  const defaults = (dialog: Dialog, using: Presets): unknown =>
    Object.fromEntries(
      resolveDialog(dialog, using, clock).fields.map((field) => [field.name, field.default]),
    );

  it('presets a range of the days the template names, up to today', () => {
    expect(defaults(range, presets)).toEqual({ date_from: '2026-06-01', date_to: '2026-07-01' });
  });

  it("puts the template's preset before the field's default", () => {
    const dialog = readDialog(
      json({ name: 'date_from', type: 'date', default: 'today' }, { name: 'date_to', type: 'date' }),
    );
    expect(defaults(dialog, presets)).toEqual({ date_from: '2026-07-01', date_to: null });
    expect(defaults(dialog, { ...presets, default_filters: { date_from: 'start_of_year' } })).toEqual({
      date_from: '2026-01-01',
      date_to: null,
    });
  });

  it('resolves a moment in the zone of the clock', () => {
    const dialog = readDialog(json({ name: 'since', type: 'datetime', default: 'today' }));
    const fields = resolveDialog(dialog, presets, { ...clock, timezone: 'Asia/Bangkok' }).fields;
    expect(fields[0]?.default).toBe('2026-06-30T17:00:00.000Z');
  });
});
