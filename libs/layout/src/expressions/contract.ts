import type { Decimal } from 'decimal.js';

/** A calendar date or local date and time without a zone, as the dataset brings it (already in the report's zone). */
export interface DateValue {
  /** `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS[.ffffff]`. */
  readonly iso: string;
  readonly has_time: boolean;
}

/** What an expression comes to. Numbers are decimals, never floats. Bytes (bytea) are PostgreSQL's hex text. */
export type Value = null | boolean | string | Decimal | DateValue;

/** What an expression sees. */
export interface Scope {
  /**
   * The value of a name as written between brackets (`Orders.Customers.Name`, `TotalOrders`, `PageN`, `Row#`) or as a
   * bare word (`Value`); undefined = there is no such name.
   */
  lookup(reference: Reference): Value | undefined;
  /** Locale of formats inside expressions (`Format("{0:N2}", …)`). */
  readonly locale: string;
  /** ISO 4217; what `C` formats show. */
  readonly currency: string | null;
  /** Instant of the run, local to the report's zone: `DateTime.Now`, `[Date]`. */
  readonly now: DateValue;
}

/** A name in an expression. Made once when the expression is parsed, so a scope may key caches by identity. */
export interface Reference {
  readonly text: string;
  /** `Orders.Customers.Name` → three; a name that holds a dot in quotes stays one. */
  readonly path: readonly string[];
}

/**
 * An aggregate written inside an expression, `Sum([Orders.Total], Data1, [Orders.Paid])`: over the rows of a data band.
 * Who prints the band keeps the figure and answers it under `reference`.
 */
export interface AggregateCall {
  readonly aggregate: 'sum' | 'count' | 'avg' | 'min' | 'max';
  /** Null for a count of rows. */
  readonly value: Expression | null;
  /** Name of a data band; null = the one the expression belongs to. */
  readonly band: string | null;
  /** Rows for which it does not hold are left out; null = all count. */
  readonly condition: Expression | null;
  /** `Scope.lookup` is asked for it by identity; it stands in no `references`. */
  readonly reference: Reference;
}

/** A parsed expression; interpreted, never compiled to code. */
export interface Expression {
  readonly text: string;
  /** Every name, those inside aggregates too. */
  readonly references: readonly Reference[];
  readonly aggregates: readonly AggregateCall[];
  /** A bare reference and nothing else, else null: lets callers read a column without evaluating. */
  readonly reference: Reference | null;
  /** Throws `ExpressionError` (unknown name, wrong types, division by zero, more than the allowed steps). */
  evaluate(scope: Scope): Value;
}

/** Text with expressions in brackets: `Total: [Sum([Orders.Total])]`. */
export interface TextTemplate {
  readonly text: string;
  readonly references: readonly Reference[];
  readonly aggregates: readonly AggregateCall[];
  /** The one expression it consists of, else null: its value may be formatted and highlighted as such. */
  readonly expression: Expression | null;
  /** False: no expression at all. */
  readonly is_dynamic: boolean;
  /** `format` writes each value, told which of the text's expressions it is of; nulls come to it too. */
  evaluate(scope: Scope, format: (value: Value, at: number) => string): string;
}

/** A fault in an expression, at a character of it. */
export class ExpressionError extends Error {
  constructor(
    message: string,
    readonly expression: string,
    readonly position: number,
  ) {
    super(message);
    this.name = 'ExpressionError';
  }
}
