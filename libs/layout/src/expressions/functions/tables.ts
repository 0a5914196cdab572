import { functionTable, type FunctionTable } from './contract.js';
import { CONVERSION_FUNCTIONS, VALUE_MEMBERS } from './conversion.js';
import { DATE_CONSTANTS, DATE_FUNCTIONS, DATE_MEMBERS } from './dates.js';
import { CULTURES, FORMAT_FUNCTIONS, FORMAT_MEMBERS } from './format.js';
import { FLOW_FUNCTIONS } from './flow.js';
import { MATH_CONSTANTS, MATH_FUNCTIONS } from './math.js';
import { MONEY_FUNCTIONS } from './money.js';
import { TEXT_FUNCTIONS, TEXT_MEMBERS } from './text.js';

export interface FunctionTables {
  /** `Round`, `Math.Round`. */
  readonly functions: FunctionTable;
  /** `DateTime.Now`. */
  readonly constants: FunctionTable;
  /** What stands behind the dot of a value. */
  readonly members: FunctionTable;
  /** Static types, in lower case: no data is called so. */
  readonly types: ReadonlySet<string>;
}

const functions: FunctionTable = new Map([
  ...TEXT_FUNCTIONS,
  ...MATH_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...CONVERSION_FUNCTIONS,
  ...FLOW_FUNCTIONS,
  ...FORMAT_FUNCTIONS,
  ...MONEY_FUNCTIONS,
]);

const constants: FunctionTable = new Map([
  ...MATH_CONSTANTS,
  ...DATE_CONSTANTS,
  ...CULTURES,
  ...functionTable([
    ['String.Empty', 0, 0, () => ''],
    ['Environment.NewLine', 0, 0, () => '\n'],
  ]),
]);

export const FUNCTION_TABLES: FunctionTables = {
  functions,
  constants,
  members: new Map([...TEXT_MEMBERS, ...DATE_MEMBERS, ...VALUE_MEMBERS, ...FORMAT_MEMBERS]),
  types: new Set(
    [...functions.keys(), ...constants.keys()]
      .filter((name) => name.includes('.'))
      .map((name) => name.split('.')[0]!),
  ),
};
