import { createHash } from 'node:crypto';
import { AS_OF, FIRST_DAY } from './calendar.js';
import { demoUnits, rivalUnit } from './demo-units.js';
import { generateUnit } from './generate-unit.js';
import { DATA_VERSION } from './load/load-unit.js';
import type { TableName, UnitData } from './unit-data.js';

const units = demoUnits.map((plan) => generateUnit(plan));
const [t01, t02, t03] = units as [UnitData, UnitData, UnitData];
const countAll = (table: TableName): number => units.reduce((sum, unit) => sum + unit[table].length, 0);

describe('the demo', () => {
  it.each<[TableName, number]>([
    ['location', 18],
    ['purchase_request', 120],
    ['purchase_order', 90],
    ['purchase_order_line', 320],
    ['goods_receipt', 110],
    ['store_requisition', 140],
    ['credit_note', 15],
    ['inventory_adjustment', 40],
    ['physical_count', 23],
    ['spot_count', 20],
    ['rfq', 15],
  ])('has in all its units together, of %s, %i', (table, expected) => {
    expect(countAll(table)).toBe(expected);
  });

  it.each(demoUnits.map(({ code }, index) => [code, index] as const))(
    'gives %s the 25 vendors and 300 products of the group and two closed periods',
    (_, index) => {
      const unit = units[index] as UnitData;
      expect(unit.vendor).toHaveLength(25);
      expect(unit.product).toHaveLength(300);
      expect(new Set(unit.product.map(({ name }) => name)).size).toBe(300);
      expect(unit.period.filter(({ status }) => status === 'closed')).toHaveLength(2);
      expect(unit.stock_movement.length).toBeGreaterThan(3000);
    },
  );

  it('has one order of 60 lines', () => {
    const linesOf = (id: unknown): number =>
      t01.purchase_order_line.filter(({ purchase_order_id }) => purchase_order_id === id).length;
    expect(t01.purchase_order.map(({ id }) => linesOf(id)).filter((lines) => lines >= 30)).toEqual([60]);
  });

  it('says the same for the same seed and something else for another', () => {
    const [plan] = demoUnits;
    if (!plan) throw new Error('no unit');
    expect(JSON.stringify(generateUnit(plan))).toBe(JSON.stringify(t01));
    expect(JSON.stringify(generateUnit(plan, 'another'))).not.toBe(JSON.stringify(t01));
  });

  it('changes its version with its data', () => {
    const digest = createHash('sha256')
      .update(JSON.stringify([...units, generateUnit(rivalUnit)]))
      .digest('hex');
    expect({ DATA_VERSION, digest: digest.slice(0, 16) }).toEqual({
      DATA_VERSION: 3,
      digest: '1e6343ef2a6fcc47',
    });
  });

  it('never takes out more than there is, and leaves no money where there are no goods', () => {
    for (const unit of units) {
      const held = new Map<string, { qty: number; cents: number }>();
      for (const { product_id, location_id, qty, value } of unit.stock_movement) {
        const key = `${String(product_id)}@${String(location_id)}`;
        const stock = held.get(key) ?? { qty: 0, cents: 0 };
        stock.qty += Number(qty);
        stock.cents += Math.round(Number(value) * 100);
        held.set(key, stock);
        expect(stock.qty).toBeGreaterThanOrEqual(0);
        if (stock.qty === 0) expect(stock.cents).toBe(0);
      }
    }
  });

  it('keeps every movement inside its months and in their order', () => {
    for (const unit of units) {
      const dates = unit.stock_movement.map(({ movement_date }) => String(movement_date));
      expect(dates).toEqual(dates.toSorted());
      expect(dates[0]).toBe(FIRST_DAY);
      expect(dates.at(-1)).toBe(AS_OF);
    }
  });

  it('receives nothing for orders that were not sent out', () => {
    for (const unit of units) {
      const orders = new Map(unit.purchase_order_line.map((line) => [line.id, line.purchase_order_id]));
      const received = new Set(
        unit.goods_receipt_line.map(({ purchase_order_line_id }) => orders.get(purchase_order_line_id ?? '')),
      );
      const states = unit.purchase_order.filter(({ id }) => received.has(id)).map(({ status }) => status);
      expect(new Set(states)).not.toContain('draft');
      expect(new Set(states)).not.toContain('voided');
    }
  });

  it('spreads every extra cost of a receipt over its lines to the cent', () => {
    const cents = (value: unknown): number => Math.round(Number(value) * 100);
    for (const unit of units) {
      const rest = new Map<unknown, number>();
      for (const { goods_receipt_id, amount } of unit.goods_receipt_extra_cost)
        rest.set(goods_receipt_id, (rest.get(goods_receipt_id) ?? 0) + cents(amount));
      expect(rest.size).toBeGreaterThan(3);
      for (const { goods_receipt_id, extra_cost } of unit.goods_receipt_line)
        rest.set(goods_receipt_id, (rest.get(goods_receipt_id) ?? 0) - cents(extra_cost));
      expect(new Set(rest.values())).toEqual(new Set([0]));
    }
  });

  it('posts the differences of confirmed counts, and of no draft', () => {
    for (const unit of units) {
      const posted = new Set(unit.stock_movement.map(({ document_no }) => document_no));
      const counts = [
        ...unit.physical_count.map(({ pc_no, status, id }) => ({ number: pc_no, status, id })),
        ...unit.spot_count.map(({ sc_no, status, id }) => ({ number: sc_no, status, id })),
      ];
      const differ = new Set(
        [...unit.physical_count_line, ...unit.spot_count_line]
          .filter((line) => line.system_qty !== line.counted_qty)
          .map((line) => line.physical_count_id ?? line.spot_count_id),
      );
      for (const { number, status, id } of counts)
        expect([number, posted.has(number ?? '')]).toEqual([
          number,
          status === 'committed' && differ.has(id ?? ''),
        ]);
    }
  });

  it('shows one requisition that issued more than was approved', () => {
    const violations = t02.store_requisition_line.filter(
      (line) => Number(line.issued_qty) > Number(line.approved_qty),
    );
    expect(violations).toHaveLength(1);
  });

  it('writes vendors in Thai, Arabic, Chinese and accented Latin letters', () => {
    const names = t03.vendor.map(({ name }) => String(name)).join('\n');
    expect(names).toMatch(/\p{Script=Thai}/u);
    expect(names).toMatch(/\p{Script=Arabic}/u);
    expect(names).toMatch(/\p{Script=Han}/u);
    expect(names).toMatch(/[åøæ]/i);
    expect(names).toMatch(/[éèô]/i);
  });
});

describe('the rival', () => {
  it('marks every name that could leak', () => {
    const unit = generateUnit(rivalUnit);
    for (const table of ['vendor', 'product', 'location', 'property'] as const) {
      expect(unit[table].length).toBeGreaterThan(0);
      for (const { name } of unit[table]) expect(name).toMatch(/^RIVAL /);
    }
  });
});
