import type { Delivery } from './delivery.dto.js';
import type { DeliveryStatus } from './delivery-lifecycle.js';
import { wishesOf, type DeliveryRow } from './delivery-row.js';

/** A delivery as clients see it: who sends it at the moment is nobody's business. */
export function presentDelivery(row: DeliveryRow): Delivery {
  const { organization_id: _own, owner: _owner, lease_expires_at: _lease, options: _options, ...shown } = row;
  const { name = null, locale = null } = wishesOf(row);
  const { created_by_id: _author, updated_by_id: _changer, ...rest } = shown;
  return { ...rest, status: row.status as DeliveryStatus, name, locale };
}
