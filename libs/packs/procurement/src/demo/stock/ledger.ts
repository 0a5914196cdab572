import { Decimal } from 'decimal.js';
import { roundMoney, roundTo } from '../../calculations/money.js';
import type { Location, Product } from '../world.js';
import type { Lot } from './lot.js';

export type MovementKind =
  | 'opening'
  | 'receipt'
  | 'vendor_return'
  | 'transfer_in'
  | 'transfer_out'
  | 'issue'
  | 'consumption'
  | 'adjustment';

/** Where and why something moves. */
export interface Posting {
  readonly date: string;
  readonly kind: MovementKind;
  readonly document_no: string;
  readonly product: Product;
  readonly location: Location;
  /** Of what comes in. */
  readonly lot?: Lot | null;
}

/** A posting that happened. */
export interface Movement extends Posting {
  /** Signed; the value too. */
  readonly qty: number;
  readonly unit_cost: Decimal;
  readonly value: Decimal;
}

interface Balance {
  qty: number;
  value: Decimal;
}

const NOTHING = new Decimal(0);

/** Stock by product and location at moving average cost; whatever is posted becomes a movement, in order. */
export class Ledger {
  readonly movements: Movement[] = [];
  private readonly balances = new Map<string, Balance>();
  private readonly lots = new Map<string, string>();

  onHand(product: Product, location: Location): number {
    return this.balance(product, location).qty;
  }

  /** Average cost of one unit; the product's usual price where there is no stock. */
  unitCost(product: Product, location: Location): Decimal {
    const { qty, value } = this.balance(product, location);
    return qty > 0 ? roundTo(value.div(qty), 4) : roundTo(product.price, 4);
  }

  /** Puts `qty` worth `value` (base currency) into stock. */
  add(posting: Posting, qty: number, value: Decimal): Movement {
    return this.post(posting, qty, roundTo(value.div(qty), 4), value);
  }

  /**
   * Takes `qty` out at average cost; the last unit takes what is left of the value, so that no money stays without goods.
   * Throws `RangeError` when there is less.
   */
  take(posting: Posting, qty: number): Movement {
    const held = this.balance(posting.product, posting.location);
    if (qty > held.qty) {
      throw new RangeError(`${posting.document_no}: ${posting.product.code} ${qty} of ${held.qty}`);
    }
    const unit_cost = this.unitCost(posting.product, posting.location);
    const value = qty === held.qty ? held.value : Decimal.min(held.value, roundMoney(unit_cost.times(qty)));
    return this.post(posting, -qty, unit_cost, value.neg());
  }

  /** Corrects stock by a signed quantity at average cost. Throws `RangeError` below nothing. */
  adjust(posting: Posting, qty: number): Movement {
    if (qty < 0) return this.take(posting, -qty);
    return this.add(posting, qty, roundMoney(this.unitCost(posting.product, posting.location).times(qty)));
  }

  /** Number of the lot that came in last; null where nothing spoils. */
  newestLot(product: Product, location: Location): string | null {
    return this.lots.get(keyOf(product, location)) ?? null;
  }

  private post(posting: Posting, qty: number, unit_cost: Decimal, value: Decimal): Movement {
    const held = this.balance(posting.product, posting.location);
    held.qty += qty;
    held.value = held.value.plus(value);
    if (qty > 0 && posting.lot) this.lots.set(keyOf(posting.product, posting.location), posting.lot.lot_no);
    const movement = { ...posting, qty, unit_cost, value };
    this.movements.push(movement);
    return movement;
  }

  private balance(product: Product, location: Location): Balance {
    const key = keyOf(product, location);
    let balance = this.balances.get(key);
    if (!balance) this.balances.set(key, (balance = { qty: 0, value: NOTHING }));
    return balance;
  }
}

const keyOf = (product: Product, location: Location): string => `${product.code}@${location.code}`;
