import { addDays } from '../calendar.js';
import type { RequestForQuotation, VendorPrice } from '../documents/sourcing.js';
import type { UnitData } from '../unit-data.js';
import type { World } from '../world.js';

export function priceRows(prices: readonly VendorPrice[]): Pick<UnitData, 'vendor_price'> {
  return {
    vendor_price: prices.map(({ vendor, product, ...price }) => ({
      id: price.id,
      vendor_id: vendor.id,
      product_id: product.id,
      currency: vendor.currency,
      exchange_rate: price.exchange_rate.toFixed(8),
      unit_price: price.unit_price.toFixed(4),
      min_qty: String(price.min_qty),
      lead_time_days: price.lead_time_days,
      valid_from: price.valid_from,
      valid_to: price.valid_to,
    })),
  };
}

export function rfqRows(
  world: World,
  rfqs: readonly RequestForQuotation[],
): Pick<UnitData, 'rfq' | 'rfq_line' | 'rfq_vendor'> {
  return {
    rfq: rfqs.map((rfq) => ({
      id: rfq.id,
      rfq_no: rfq.rfq_no,
      rfq_date: rfq.rfq_date,
      due_date: addDays(rfq.rfq_date, 7),
      delivery_date: addDays(rfq.rfq_date, 21),
      delivery_point: 'Receiving dock',
      buyer: rfq.buyer,
      department_id: world.id('department', rfq.location.department),
      description: `Quarterly supply for the ${rfq.location.name}`,
      terms: 'Prices without tax, valid for 90 days; state minimum order and lead time.',
      status: rfq.status,
    })),
    rfq_line: rfqs.flatMap(({ id, lines }) =>
      lines.map(({ product, specification, qty }, index) => ({
        rfq_id: id,
        line_no: index + 1,
        product_id: product.id,
        specification,
        qty: String(qty),
        unit: product.unit,
      })),
    ),
    rfq_vendor: rfqs.flatMap(({ id, vendors }) =>
      vendors.map(({ vendor, answered_on }) => ({ rfq_id: id, vendor_id: vendor.id, answered_on })),
    ),
  };
}
