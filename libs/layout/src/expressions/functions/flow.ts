import type { Value } from '../contract.js';
import { integerOf } from '../values.js';
import { functionTable } from './contract.js';

const chosen = ([index, ...values]: readonly Value[], at: number): Value =>
  index === undefined ? null : (values[at - 1] ?? null);

/** `IIf` and `Switch` are choices of the tree: only the branch that is taken is evaluated. */
export const FLOW_FUNCTIONS = functionTable([
  ['IIf', 3, 3, ([condition, yes, no]) => (condition === true ? (yes ?? null) : (no ?? null))],
  ['Switch', 2, 255, () => null],
  ['Choose', 2, 255, (args, call) => chosen(args, integerOf(args[0] ?? null, call))],
  ['IsNull', 1, 1, ([value]) => value === null || value === undefined],
]);
