import {
  type DateValue,
  ExpressionError,
  type Reference,
  type Scope,
  type Value,
} from '../../expressions/contract.js';
import { columnValue } from '../../expressions/values.js';
import type { Layout } from '../../model/layout.js';
import type { DataBook } from '../data/data-book.js';
import type { ColumnPlace, SourceState } from '../data/source-state.js';
import type { RunContext, TextRow } from '../data-supply.js';
import type { LayoutPlan } from '../plan/layout-plan.js';
import { sourceKey } from '../source-key.js';
import type { TotalBoard } from '../totals/total-board.js';
import { Parameters } from './parameters.js';
import { NO_PAGE, NO_ROW, type PrintState, type Sight } from './print-state.js';
import { systemVariable } from './system-variables.js';

type Read = () => Value | undefined;
type StoredPlace = Extract<ColumnPlace, { kind: 'stored' }>;

/** Calculated columns that name each other end here instead of never. */
const MAX_DEPTH = 32;

/** Everything an expression can name, as it stands at the moment of asking. */
export class RunScope implements Scope {
  readonly state: PrintState = { page: NO_PAGE, row: NO_ROW, source: null, value: null };
  readonly locale: string;
  readonly currency: string | null;
  readonly now: DateValue;
  private readonly reads = new Map<Reference, Read>();
  private readonly parameters: Parameters;
  private depth = 0;

  constructor(
    private readonly layout: Layout,
    private readonly plan: LayoutPlan,
    private readonly book: DataBook,
    private readonly totals: TotalBoard,
    private readonly context: RunContext,
  ) {
    this.locale = layout.locale ?? context.locale;
    this.currency = context.currency;
    this.now = { iso: context.now.replace('T', ' '), has_time: true };
    this.parameters = new Parameters(layout.parameters, context.parameters);
  }

  lookup(reference: Reference): Value | undefined {
    let read = this.reads.get(reference);
    if (!read) this.reads.set(reference, (read = this.resolve(reference)));
    return read();
  }

  /** Remembers what expressions see now; rows only when asked for. */
  sight(withRows: boolean): Sight {
    const { page, row, source } = this.state;
    return { page, row, source, rows: withRows ? this.book.snapshot() : null };
  }

  /** Evaluates as if at an earlier moment. */
  seeing<T>(sight: Sight, evaluate: () => T): T {
    const before = this.sight(sight.rows !== null);
    this.see(sight);
    try {
      return evaluate();
    } finally {
      this.see(before);
    }
  }

  private see(sight: Sight): void {
    Object.assign(this.state, { page: sight.page, row: sight.row, source: sight.source });
    if (sight.rows) this.book.restore(sight.rows);
  }

  private resolve(reference: Reference): Read {
    return this.known(reference) ?? this.unknown(reference);
  }

  private known(reference: Reference): Read | null {
    const total = this.plan.totalOf(reference);
    if (total !== null) return () => this.totals.value(total);
    const [first = '', ...rest] = reference.path;
    const declared = this.parameters.declared(reference, this);
    if (declared) return declared;
    if (rest.length > 0) {
      return this.columnOf(first, rest) ?? this.aboutReport(reference) ?? this.parameters.given(reference);
    }
    const key = sourceKey(first);
    const variable = systemVariable(key);
    if (variable) return () => variable(this.state, this.locale);
    if (key === 'date') return () => this.now;
    return this.parameters.given(reference) ?? this.aboutRun(key);
  }

  /** `Orders.Total`, `Orders.Customers.Name`: a column, after any steps to parents. */
  private columnOf(name: string, rest: readonly string[]): Read | null {
    const start = this.book.state(name);
    if (!start) return null;
    const steps: { state: SourceState; find: (row: TextRow) => TextRow | null }[] = [];
    let state = start;
    for (const step of rest.slice(0, -1)) {
      const parent = this.book.parent(state, step);
      if (!parent) return null;
      steps.push(parent);
      state = parent.state;
    }
    const place = state.place(rest.at(-1) ?? '');
    // A source that no dataset feeds has no columns: its values are unknown, not its name.
    if (!place) return state.columns.length === 0 ? () => null : null;
    if (steps.length === 0) {
      return place.kind === 'stored' ? storedValue(state, place) : () => this.read(state, place, state.row);
    }
    return () => {
      let row = start.row;
      for (const step of steps) row = row && step.find(row);
      return this.read(state, place, row);
    };
  }

  private read(state: SourceState, place: ColumnPlace, row: TextRow | null): Value {
    if (row === null) return null;
    if (place.kind === 'stored') return columnValue(row[place.index] ?? null, place.type);
    const { row: before } = state;
    const { source } = this.state;
    if (this.depth >= MAX_DEPTH) {
      throw new ExpressionError('Calculated columns name each other in a circle.', place.expression.text, 0);
    }
    this.depth += 1;
    state.row = row;
    this.state.source = state;
    try {
      return place.expression.evaluate(this);
    } finally {
      this.depth -= 1;
      state.row = before;
      this.state.source = source;
    }
  }

  private aboutRun(key: string): Read | null {
    if (key === 'title') return () => this.context.title;
    return key === 'organization' ? () => this.context.organization : null;
  }

  private aboutReport(reference: Reference): Read | null {
    const keys = reference.path.map(sourceKey);
    if (keys[0] !== 'report') return null;
    const { info } = this.layout;
    switch (keys.at(-1)) {
      case 'name':
        return () => info.name ?? this.context.title;
      case 'author':
        return () => info.author;
      case 'description':
        return () => info.description;
      case 'created':
      case 'modified':
        return () => this.now;
      default:
        return () => null;
    }
  }

  /**
   * A bare name is a column of the innermost source. A FastReport template may also name what only its script knows:
   * that prints as nothing, and is a fault elsewhere. A longer name may be a property of what is known.
   */
  private unknown({ path }: Reference): Read {
    const isScripted = this.layout.kind === 'frx';
    const owner = path.slice(0, -1);
    if (owner.length > 0) {
      const isProperty = this.known({ text: owner.join('.'), path: owner }) !== null;
      return isScripted && !isProperty ? () => null : () => undefined;
    }
    const name = path[0] ?? '';
    return () => {
      const { source } = this.state;
      const place = source?.place(name);
      if (source && place) return this.read(source, place, source.row);
      return isScripted ? null : undefined;
    };
  }
}

/** The value of a column in the row that its source shows; texts of one row ask for it again and again. */
function storedValue(state: SourceState, { index, type }: StoredPlace): Read {
  let seen: TextRow | null = null;
  let value: Value = null;
  return () => {
    const { row } = state;
    if (row === null) return null;
    if (row !== seen) {
      value = columnValue(row[index] ?? null, type);
      seen = row;
    }
    return value;
  };
}
