import type { CountLine, PhysicalCount, SpotCount, StockCount } from '../documents/stock-counts.js';
import type { CountOutcome } from '../stock/outcomes.js';
import type { DataRow, UnitData } from '../unit-data.js';
import type { World } from '../world.js';

type Outcomes = ReadonlyMap<CountLine, CountOutcome>;

export function physicalCountRows(
  world: World,
  counts: readonly PhysicalCount[],
  outcomes: Outcomes,
): Pick<UnitData, 'physical_count' | 'physical_count_line'> {
  return {
    physical_count: counts.map((count) => ({
      pc_no: count.number,
      ...headOf(world, count),
      period_id: world.id('period', count.period),
      verified_by: count.confirmed_by,
    })),
    physical_count_line: counts.flatMap(({ id, lines }) =>
      linesOf(lines, outcomes).map((line) => ({ physical_count_id: id, ...line })),
    ),
  };
}

export function spotCountRows(
  world: World,
  counts: readonly SpotCount[],
  outcomes: Outcomes,
): Pick<UnitData, 'spot_count' | 'spot_count_line'> {
  return {
    spot_count: counts.map((count) => ({
      sc_no: count.number,
      ...headOf(world, count),
      reason: count.reason,
      approved_by: count.confirmed_by,
    })),
    spot_count_line: counts.flatMap(({ id, lines }) =>
      linesOf(lines, outcomes).map((line) => ({ spot_count_id: id, ...line })),
    ),
  };
}

function headOf(world: World, count: StockCount): DataRow {
  return {
    id: count.id,
    count_date: count.date,
    location_id: count.location.id,
    department_id: world.id('department', count.location.department),
    counted_by: count.counted_by,
    status: count.confirmed_by ? 'committed' : 'draft',
  };
}

/** Products that the ledger and the counters both know nothing of stand on no list. */
function linesOf(lines: readonly CountLine[], outcomes: Outcomes): DataRow[] {
  return lines
    .flatMap((line) => {
      const outcome = outcomes.get(line);
      return outcome ? [{ product: line.product, ...outcome }] : [];
    })
    .map(({ product, system_qty, counted_qty, unit_cost, total }, index) => ({
      line_no: index + 1,
      product_id: product.id,
      unit: product.unit,
      system_qty: String(system_qty),
      counted_qty: String(counted_qty),
      unit_cost: unit_cost.toFixed(4),
      total: total.toFixed(2),
    }));
}
