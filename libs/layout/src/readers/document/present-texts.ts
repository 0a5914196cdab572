import type { Expression, Scope, TextTemplate, Value } from '../../expressions/contract.js';
import { formatPattern } from '../../format/format-pattern.js';
import type { ValuePattern } from '../../model/value-pattern.js';

/** Something that may be said about a document. */
export interface Saying {
  readonly label: TextTemplate;
  readonly text: TextTemplate;
  readonly pattern: ValuePattern;
  /** Null = whenever there is something to say. */
  readonly when: Expression | null;
}

const GENERAL: ValuePattern = { kind: 'general' };

type Judged = Pick<Saying, 'text' | 'when'>;

/** Nulls stay absent: a text of columns that are all null is not said. */
export function isSaid({ text, when }: Judged, scope: Scope): boolean {
  if (when && when.evaluate(scope) !== true) return false;
  if (!text.is_dynamic) return true;
  return text.references.some((reference) => !isEmpty(scope.lookup(reference)));
}

/** Whether any of these lists says more than `index` things. */
export function saysMoreThan(index: number, ...lists: readonly (readonly Judged[])[]): Expression {
  return computed(lists.flat(), (scope) =>
    lists.some((sayings) => sayings.filter((saying) => isSaid(saying, scope)).length > index),
  );
}

/** The one at `index` of those that are said, as `show` writes it; empty when there are fewer. */
export function saidAt(
  sayings: readonly Saying[],
  index: number,
  show: (saying: Saying, scope: Scope) => string,
): TextTemplate {
  return composed(sayings, (scope) => {
    const said = sayings.filter((saying) => isSaid(saying, scope))[index];
    return said ? show(said, scope) : '';
  });
}

/** Those that are said, one below the other unless another separator is given. */
export function allSaid(sayings: readonly Saying[], separator = '\n'): TextTemplate {
  return composed(sayings, (scope) =>
    sayings
      .filter((saying) => isSaid(saying, scope))
      .map((saying) => valueOf(saying, scope))
      .join(separator),
  );
}

/** The first that is said. */
export function firstSaid(sayings: readonly Saying[]): TextTemplate {
  return saidAt(sayings, 0, valueOf);
}

/** What it is called. */
export function labelOf({ label }: Saying, scope: Scope): string {
  return label.evaluate(scope, (value) => formatPattern(value, GENERAL, scope));
}

/** A saying written in its own format. */
export function valueOf({ text, pattern }: Saying, scope: Scope): string {
  return text.evaluate(scope, (value) => formatPattern(value, pattern, scope));
}

/** Whether what is said at `index` satisfies `test`. */
export function saidIs<S extends Saying>(
  sayings: readonly S[],
  index: number,
  test: (saying: S) => boolean,
): Expression {
  return computed(sayings, (scope) => {
    const said = sayings.filter((saying) => isSaid(saying, scope))[index];
    return said !== undefined && test(said);
  });
}

function referencesOf(sayings: readonly Judged[]): Expression['references'] {
  return sayings.flatMap(({ text, when }) => [...text.references, ...(when?.references ?? [])]);
}

function aggregatesOf(sayings: readonly Judged[]): Expression['aggregates'] {
  return sayings.flatMap(({ text, when }) => [...text.aggregates, ...(when?.aggregates ?? [])]);
}

function textOf(sayings: readonly Judged[]): string {
  return sayings.map(({ text }) => text.text).join('\n');
}

function computed(sayings: readonly Judged[], evaluate: (scope: Scope) => boolean): Expression {
  return {
    text: textOf(sayings),
    references: referencesOf(sayings),
    aggregates: aggregatesOf(sayings),
    reference: null,
    evaluate,
  };
}

function composed(sayings: readonly Saying[], evaluate: (scope: Scope) => string): TextTemplate {
  return {
    text: textOf(sayings),
    references: [...referencesOf(sayings), ...sayings.flatMap(({ label }) => label.references)],
    aggregates: aggregatesOf(sayings),
    expression: null,
    is_dynamic: sayings.some(({ label, text, when }) => label.is_dynamic || text.is_dynamic || when !== null),
    evaluate,
  };
}

function isEmpty(value: Value | undefined): boolean {
  return value === null || value === '';
}
