import { defineProblem } from '../errors/define-problem.js';
import type { Principal } from './principal.js';

export const BuNotAllowed = defineProblem('bu-not-allowed', 403, 'The business unit is not yours');

/** `bu-not-allowed` when the caller is confined to business units and one of these is not among them. */
export function requireBusinessUnits(caller: Principal, codes: readonly string[]): void {
  const { bu_codes } = caller;
  if (bu_codes === null) return;
  const foreign = codes.filter((code) => !bu_codes.includes(code));
  if (foreign.length === 0) return;
  throw BuNotAllowed.error(`You are confined to other business units than ${foreign.join(', ')}.`, {
    facts: { bu_codes: foreign },
  });
}
