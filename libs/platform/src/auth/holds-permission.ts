import { rolesHolding } from './policy.js';
import type { Principal } from './principal.js';

/** Whether a role of the caller holds the permission and, for an API key, its scopes name it. */
export function holdsPermission(
  { roles, scopes }: Pick<Principal, 'roles' | 'scopes'>,
  permission: string,
): boolean {
  const holders = rolesHolding(permission);
  return roles.some((role) => holders.includes(role)) && (scopes?.includes(permission) ?? true);
}
