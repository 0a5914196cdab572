import { z } from 'zod';
import { parseBy } from '../faults.js';
import type { UnitScope } from './unit-scope.js';

const code = z
  .string()
  .max(50, 'is longer than a business-unit code can be (50)')
  .regex(/^[^\s,]+$/, 'is not a business-unit code: no blanks, no commas');

/** A list of codes, the text `"T01,T03"`, or null; read as a list without doubles in the given order, or null for "all". */
export const unitCodesSchema = z
  .union(
    [z.string().transform(splitCodes), z.array(z.string())],
    'must be a list of codes, a text "T01,T03" or null',
  )
  .pipe(z.array(code))
  .transform((list): string[] | null => (list.length ? [...new Set(list)] : null))
  .nullable();

/** Business-unit codes as stored, in whichever form older data holds them. Throws `TemplateError`. */
export function readUnitCodes(value: unknown, pointer = ''): string[] | null {
  return parseBy<string[] | null>(unitCodesSchema, value ?? null, pointer);
}

/** The scope of a stored row, whose lists may still be texts. Throws `TemplateError`. */
export function unitScopeOf(row: { allow_business_unit: unknown; deny_business_unit: unknown }): UnitScope {
  return {
    allow: readUnitCodes(row.allow_business_unit, '/allow_business_unit'),
    deny: readUnitCodes(row.deny_business_unit, '/deny_business_unit'),
  };
}

function splitCodes(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
