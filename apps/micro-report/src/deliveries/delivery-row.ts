import type { Prisma } from '@galley/platform';

/** A row of `tenant.delivery`. */
export type DeliveryRow = Prisma.deliveryGetPayload<object>;

/** What the recipient said of themselves when the run was ordered. */
export interface DeliveryWishes {
  readonly name?: string;
  readonly locale?: string;
}

export function wishesOf({ options }: Pick<DeliveryRow, 'options'>): DeliveryWishes {
  return (options ?? {}) as DeliveryWishes;
}
