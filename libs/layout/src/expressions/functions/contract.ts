import type { Scope, Value } from '../contract.js';

/** What a function knows of the evaluation it runs in. */
export interface Call {
  readonly scope: Scope;
  /** Throws `ExpressionError` at the place of the call. */
  fail(message: string): never;
  /** Counts work beyond the call itself; fails when the evaluation has done too much. */
  spend(steps: number): void;
}

/** A function, a static member or a member of a value (whose first argument is the value itself). */
export interface ExpressionFunction {
  readonly name: string;
  /** How many arguments it takes. */
  readonly min: number;
  readonly max: number;
  call(args: readonly Value[], call: Call): Value;
}

/** Functions by name in lower case: names are written as FastReport writes them, but any case is read. */
export type FunctionTable = ReadonlyMap<string, ExpressionFunction>;

type Definition = readonly [name: string, min: number, max: number, call: ExpressionFunction['call']];

export function functionTable(definitions: readonly Definition[]): FunctionTable {
  return new Map(definitions.map(([name, min, max, call]) => [name.toLowerCase(), { name, min, max, call }]));
}
