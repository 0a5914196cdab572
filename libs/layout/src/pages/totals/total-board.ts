import type { Scope, Value } from '../../expressions/contract.js';
import { isNumber } from '../../expressions/values.js';
import type { Band, BodyBand, DataBand } from '../../model/bands.js';
import type { CompareTexts } from '../data/row-order.js';
import type { PlannedTotal } from '../plan/total-plan.js';
import { type Accumulator, accumulatorOf } from './accumulator.js';

/** What a printed row adds to totals of its page or column once these are finished. */
export interface Contribution {
  readonly total: number;
  readonly value: Value;
}

interface Running {
  readonly plan: PlannedTotal;
  readonly accumulator: Accumulator;
}

const NONE: readonly Contribution[] = [];

/** The figures of a run. */
export class TotalBoard {
  private readonly running: readonly Running[];
  private readonly fed = new Map<DataBand, number[]>();
  private readonly resets = {
    page: new Map<BodyBand | null, Accumulator[]>(),
    column: new Map<BodyBand | null, Accumulator[]>(),
    body: new Map<BodyBand | null, Accumulator[]>(),
    row: new Map<BodyBand | null, Accumulator[]>(),
  };

  constructor(plans: readonly PlannedTotal[], compareTexts: CompareTexts, distinctLimit: number) {
    this.running = plans.map((plan) => ({
      plan,
      accumulator: accumulatorOf(plan.aggregate, compareTexts, distinctLimit),
    }));
    this.running.forEach(({ plan, accumulator }, at) => {
      if (plan.feeder) this.fed.set(plan.feeder, [...(this.fed.get(plan.feeder) ?? []), at]);
      if (!plan.reset_at || plan.reset_at.kind === 'report') return;
      const resets = this.resets[plan.reset_at.kind];
      const body = 'body' in plan.reset_at ? plan.reset_at.body : null;
      resets.set(body, [...(resets.get(body) ?? []), accumulator]);
    });
  }

  value(total: number): Value {
    return this.running[total]?.accumulator.value() ?? null;
  }

  /** Adds the row that `scope` sees; returns what pages and columns have still to add. */
  feed(band: DataBand, scope: Scope, isVisible: boolean): readonly Contribution[] {
    const totals = this.fed.get(band);
    if (!totals) return NONE;
    const later: Contribution[] = [];
    for (const total of totals) {
      const one = this.running[total];
      if (!one || (!isVisible && !one.plan.include_invisible)) continue;
      const { value, when, fed_at } = one.plan;
      if (when && !isTrue(when.evaluate(scope))) continue;
      const added = value ? value.evaluate(scope) : true;
      if (added === null) continue;
      if (fed_at === 'row') one.accumulator.add(added);
      else later.push({ total, value: added });
    }
    return later;
  }

  /** Adds what rows of a finished page or column contribute to totals of that kind. */
  feedFinished(kind: 'page' | 'column', contributions: readonly Contribution[]): void {
    for (const { total, value } of contributions) {
      const one = this.running[total];
      if (one?.plan.fed_at === kind) one.accumulator.add(value);
    }
  }

  /** A page, a column, a body or a row of a data band is over. */
  reset(kind: 'page' | 'column' | 'body' | 'row', body: BodyBand | null = null): void {
    for (const accumulator of this.resets[kind].get(body) ?? []) accumulator.reset();
  }

  /** A band that shows totals has been repeated on a further page. */
  resetReprinted(band: Band): void {
    for (const { plan, accumulator } of this.running) {
      if (plan.reset_on_reprint && plan.shown_on === band) accumulator.reset();
    }
  }
}

/** Conditions of whatever type, as a condition is read. */
export function isTrue(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  return isNumber(value) ? !value.isZero() : typeof value === 'string' && value.toLowerCase() === 'true';
}
