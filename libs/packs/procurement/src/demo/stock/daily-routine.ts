import { roundMoney } from '../../calculations/money.js';
import { FIRST_DAY } from '../calendar.js';
import type { Location, Product, World } from '../world.js';
import type { Ledger } from './ledger.js';
import { lotOf } from './lot.js';

/** A product at a place where it is used up. */
interface Habit {
  readonly product: Product;
  readonly location: Location;
  /** Last day it was asked for; dead and dying stock is what the slow-moving report is about. */
  readonly until: string;
}

/** What happens in a hotel without anybody writing a document for it: use, fetching from the store, buying at the market. */
export class DailyRoutine {
  private readonly habits: readonly Habit[];

  constructor(
    private readonly world: World,
    private readonly ledger: Ledger,
  ) {
    this.habits = world.products.flatMap((product) => this.habitsOf(product));
  }

  /** Stock every product as it lay in the stores when the first period began. */
  open(): void {
    for (const product of this.world.products) {
      const qty = product.par_level + this.world.random.int(0, product.usage * 4);
      const value = roundMoney(product.price.times(qty).times(this.world.random.int(970, 1030)).div(1000));
      const location = this.world.storeOf(product.category.family);
      this.ledger.add(
        {
          date: FIRST_DAY,
          kind: 'opening',
          document_no: 'OPENING',
          product,
          location,
          lot: lotOf(product, FIRST_DAY, 0.75),
        },
        qty,
        value,
      );
    }
  }

  /** One day's use of everything. */
  run(date: string): void {
    const { plan, random } = this.world;
    for (const { product, location, until } of this.habits) {
      if (date > until || !random.chance(1 / (product.category.usage_days * plan.quietness))) continue;
      const qty = usedQty(product, random.int(60, 140) / 100);
      if (location.kind === 'outlet') this.fetch(date, product, location, qty);
      else this.ensure(date, product, location, qty);
      const kind = location.kind === 'outlet' ? 'consumption' : 'issue';
      const document_no = `${kind === 'issue' ? 'IS' : 'CO'}${short(date)}-${location.code}`;
      this.ledger.take({ date, kind, document_no, product, location }, qty);
    }
  }

  /** Buys at the market when a store has less than `qty`, up to its par level. */
  ensure(date: string, product: Product, location: Location, qty: number): void {
    const held = this.ledger.onHand(product, location);
    if (held >= qty) return;
    const bought = Math.max(product.par_level, qty) - held;
    const value = roundMoney(product.price.times(bought).times(this.world.random.int(950, 1080)).div(1000));
    const document_no = `MR${short(date)}-${location.code}`;
    const lot = lotOf(product, date);
    this.ledger.add({ date, kind: 'receipt', document_no, product, location, lot }, bought, value);
  }

  /** Moves goods from one location to another at cost. */
  transfer(
    date: string,
    document_no: string,
    product: Product,
    from: Location,
    to: Location,
    qty: number,
  ): void {
    const out = this.ledger.take({ date, kind: 'transfer_out', document_no, product, location: from }, qty);
    this.ledger.add({ date, kind: 'transfer_in', document_no, product, location: to }, qty, out.value.neg());
  }

  private fetch(date: string, product: Product, outlet: Location, qty: number): void {
    if (this.ledger.onHand(product, outlet) >= qty) return;
    const wanted = qty + product.usage * 3;
    const store = this.world.storeOf(product.category.family);
    this.ensure(date, product, store, wanted);
    this.transfer(date, `DT${short(date)}-${outlet.code}`, product, store, outlet, wanted);
  }

  private habitsOf(product: Product): Habit[] {
    const { random } = this.world;
    const luck = random.next();
    if (luck < 0.07) return [];
    const until = luck < 0.16 ? `2026-${random.pick(['04-11', '04-24', '05-03', '05-12'])}` : '9999-12-31';
    const outlets = this.world.outletsOf(product.category.family);
    if (outlets.length === 0) {
      return [{ product, location: this.world.storeOf(product.category.family), until }];
    }
    return random
      .sample(outlets, random.chance(0.3) ? 2 : 1)
      .map((location) => ({ product, location, until }));
  }
}

/** Goods that are weighed or poured go by halves, the others by the piece; halves are exact in binary. */
function usedQty(product: Product, share: number): number {
  const step = product.unit === 'kg' || product.unit === 'L' ? 0.5 : 1;
  return Math.max(step, Math.round((product.usage * share) / step) * step);
}

/** `260412`, the date inside the routine's document numbers. */
const short = (date: string): string => date.slice(2).replaceAll('-', '');
