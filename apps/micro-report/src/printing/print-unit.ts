import { requireBusinessUnits, type Principal } from '@galley/platform';
import { BuRequired } from '../jobs/job-problems.js';

/**
 * The business unit a request is about. `bu-required` (400) when it names none: the lists of templates and mappings are
 * never bypassed; `bu-not-allowed` when it is not the caller's.
 */
export function printUnit(caller: Principal, buCode: string | undefined, pointer: string): string {
  if (!buCode) {
    throw BuRequired.error('Name the business unit in bu_code; "all" is never assumed.', {
      errors: [{ pointer, detail: 'is required for printing' }],
    });
  }
  requireBusinessUnits(caller, [buCode]);
  return buCode;
}
