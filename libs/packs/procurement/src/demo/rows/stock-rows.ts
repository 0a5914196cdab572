import { addDays } from '../calendar.js';
import type { Adjustment } from '../documents/adjustments.js';
import type { StoreRequisition } from '../documents/store-requisitions.js';
import type { Movement, MovementKind } from '../stock/ledger.js';
import type { StockHistory } from '../stock/post-documents.js';
import type { UnitData } from '../unit-data.js';
import type { World } from '../world.js';

export function requisitionRows(
  world: World,
  requisitions: readonly StoreRequisition[],
  { requisitionCosts }: StockHistory,
): Pick<UnitData, 'store_requisition' | 'store_requisition_line'> {
  return {
    store_requisition: requisitions.map((requisition) => ({
      id: requisition.id,
      sr_no: requisition.sr_no,
      sr_date: requisition.sr_date,
      expected_date: addDays(requisition.sr_date, 1),
      kind: requisition.kind,
      requestor: requisition.requestor,
      department_id: world.id('department', requisition.to.department),
      from_location_id: requisition.from.id,
      to_location_id: requisition.to.id,
      status: requisition.status,
    })),
    store_requisition_line: requisitions.flatMap((requisition) =>
      requisition.lines.map((line, index) => {
        const cost = known(requisitionCosts.get(line), requisition.sr_no);
        return {
          store_requisition_id: requisition.id,
          line_no: index + 1,
          product_id: line.product.id,
          requested_qty: String(line.requested_qty),
          approved_qty: String(line.approved_qty),
          issued_qty: String(line.issued_qty),
          unit: line.product.unit,
          unit_cost: cost.unit_cost.toFixed(4),
          total: cost.total.toFixed(2),
        };
      }),
    ),
  };
}

export function adjustmentRows(
  world: World,
  adjustments: readonly Adjustment[],
  { counts }: StockHistory,
): Pick<UnitData, 'inventory_adjustment' | 'inventory_adjustment_line'> {
  return {
    inventory_adjustment: adjustments.map((adjustment) => ({
      id: adjustment.id,
      ia_no: adjustment.ia_no,
      ia_date: adjustment.ia_date,
      direction: adjustment.direction,
      reason: adjustment.reason,
      location_id: adjustment.location.id,
      department_id: world.id('department', adjustment.location.department),
      status: 'committed',
    })),
    inventory_adjustment_line: adjustments.flatMap((adjustment) =>
      adjustment.lines.map((line, index) => {
        const count = known(counts.get(line), adjustment.ia_no);
        return {
          inventory_adjustment_id: adjustment.id,
          line_no: index + 1,
          product_id: line.product.id,
          lot_no: count.lot_no ?? null,
          system_qty: String(count.system_qty),
          counted_qty: String(count.counted_qty),
          qty: String(count.counted_qty - count.system_qty),
          unit: line.product.unit,
          unit_cost: count.unit_cost.toFixed(4),
          total: count.total.toFixed(2),
        };
      }),
    ),
  };
}

/** Local hour at which a kind of movement is posted. */
const hours: Readonly<Record<MovementKind, string>> = {
  opening: '00:00:00',
  receipt: '07:30:00',
  vendor_return: '08:15:00',
  transfer_out: '09:40:00',
  transfer_in: '09:40:00',
  issue: '10:05:00',
  consumption: '22:30:00',
  adjustment: '23:10:00',
};

export function movementRows(world: World, movements: readonly Movement[]): Pick<UnitData, 'stock_movement'> {
  return {
    stock_movement: movements.map((movement, index) => ({
      id: index + 1,
      movement_date: movement.date,
      moved_at: `${movement.date}T${hours[movement.kind]}${world.plan.utc_offset}`,
      product_id: movement.product.id,
      location_id: movement.location.id,
      kind: movement.kind,
      document_no: movement.document_no,
      qty: String(movement.qty),
      unit_cost: movement.unit_cost.toFixed(4),
      value: movement.value.toFixed(2),
      lot_no: movement.lot?.lot_no ?? null,
      expiry_date: movement.lot?.expiry_date ?? null,
    })),
  };
}

function known<T>(outcome: T | undefined, document_no: string): T {
  if (outcome === undefined) throw new RangeError(`${document_no} lies outside the demo's months`);
  return outcome;
}
