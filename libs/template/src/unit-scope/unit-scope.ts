/** Which business units may see a template: null or [] in `allow` means all, `deny` is asked first. */
export interface UnitScope {
  readonly allow: readonly string[] | null;
  readonly deny: readonly string[] | null;
}

/**
 * Whether a business unit may see what the scope guards. Deny wins over allow; codes are case-sensitive.
 * Every resolve, list, run, print and schedule asks this one function.
 */
export function isVisibleFor(scope: UnitScope, buCode: string): boolean {
  if (scope.deny?.includes(buCode)) return false;
  return !scope.allow?.length || scope.allow.includes(buCode);
}

/**
 * Whether a caller who acts for these units may see it: at least one of them must. Null = all of the organization's
 * units, which see everything; an empty list sees nothing, so a missing unit never bypasses a list.
 */
export function isVisibleForAny(scope: UnitScope, buCodes: readonly string[] | null): boolean {
  return buCodes === null || buCodes.some((code) => isVisibleFor(scope, code));
}
