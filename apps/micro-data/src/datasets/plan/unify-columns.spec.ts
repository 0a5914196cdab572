import { OID } from '../../catalog/column-types.js';
import { sourceColumn } from '../../catalog/source-column.js';
import { unifyColumns } from './unify-columns.js';

const column = (name: string, dataTypeID: number, dataTypeModifier = -1) =>
  sourceColumn({ name, dataTypeID, dataTypeModifier });
const numeric = (scale: number) => 4 + ((14 << 16) | scale);

describe('unifyColumns', () => {
  it('joins the columns of all units after the unit itself', () => {
    const columns = unifyColumns(
      [
        { bu_code: 'T01', columns: [column('sku', OID.text), column('value', OID.numeric, numeric(2))] },
        { bu_code: 'T02', columns: [column('value', OID.numeric, numeric(4)), column('note', OID.text)] },
      ],
      true,
    );
    expect(columns.map(({ name, scale }) => [name, scale])).toEqual([
      ['bu_code', undefined],
      ['sku', undefined],
      ['value', 4],
      ['note', undefined],
    ]);
  });

  it('reads integers of different widths and floats as one type', () => {
    const [, qty, rate] = unifyColumns(
      [
        { bu_code: 'T01', columns: [column('qty', OID.int4), column('rate', OID.float8)] },
        { bu_code: 'T02', columns: [column('qty', OID.int8), column('rate', OID.numeric)] },
      ],
      true,
    );
    expect([qty?.oid, rate?.oid, rate?.scale]).toEqual([OID.int8, OID.numeric, null]);
  });

  it('puts the unit read before a column of the same name', () => {
    const columns = unifyColumns(
      [{ bu_code: 'T01', columns: [column('x', OID.int4), column('bu_code', OID.text)] }],
      true,
    );
    expect(columns.map(({ name }) => name)).toEqual(['bu_code', 'x']);
  });

  it.each([
    [OID.text, OID.int4],
    [OID.timestamp, OID.timestamptz],
  ])('refuses type %i beside %i', (a, b) => {
    const units = [
      { bu_code: 'T01', columns: [column('x', a)] },
      { bu_code: 'T02', columns: [column('x', b)] },
    ];
    expect(() => unifyColumns(units, true)).toThrow(/business unit T01 .* T02/);
  });
});
