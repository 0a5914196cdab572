import type { Value } from '../contract.js';
import { integerOf } from '../values.js';
import { type ExpressionFunction, functionTable } from './contract.js';

/** Values count from 1; null for an index that has none. */
const chosen: ExpressionFunction['call'] = ([index, ...values], call) =>
  values[integerOf(index ?? null, call) - 1] ?? null;

/** Known here for the number of their arguments: the parser makes branches of them, so that only one is evaluated. */
const branches = (): Value => null;

export const FLOW_FUNCTIONS = functionTable([
  ['IIf', 3, 3, branches],
  ['Switch', 2, 255, branches],
  ['Choose', 2, 255, chosen],
  ['IsNull', 1, 1, ([value]) => value === null || value === undefined],
]);
