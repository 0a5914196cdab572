import { Forbidden, permissions, type Principal, type Role } from '@galley/platform';
import { unknownReference } from './administration-scope.js';

/** Roles an administrator may hand out. `service` belongs to service tokens and is nobody's to give. */
const GRANTABLE = {
  organization: ['org_admin', 'sysadmin', 'coordinator', 'member', 'peer_mentor'],
  global: ['global_admin', 'org_admin', 'sysadmin', 'coordinator', 'member', 'peer_mentor'],
  platform: [
    'platform_admin',
    'global_admin',
    'org_admin',
    'sysadmin',
    'coordinator',
    'member',
    'peer_mentor',
  ],
} as const satisfies Record<string, readonly Role[]>;

export interface Grant {
  readonly roles: readonly string[];
  /** Empty = all of the organization. */
  readonly business_unit_codes: readonly string[];
  /** Empty = whatever the roles allow; absent for people. */
  readonly scopes?: readonly string[];
}

/** Nobody gives more than they have: no higher role, no wider units, no wider scopes. */
export function requireGrantable(caller: Principal, grant: Grant): void {
  const allowed = grantableRoles(caller);
  const refused = grant.roles.filter((role) => !allowed.includes(role));
  if (refused.length > 0) {
    throw Forbidden.error(`You cannot give the role ${refused.join(', ')}.`, { facts: { roles: refused } });
  }
  if (caller.bu_codes !== null && !isWithin(grant.business_unit_codes, caller.bu_codes)) {
    throw Forbidden.error('You are confined to business units: give rights on some of these only.');
  }
  if (grant.scopes === undefined) return;
  const unknown = grant.scopes.filter((scope) => !permissions().includes(scope));
  if (unknown.length > 0) throw unknownReference('/scopes', `there is no permission ${unknown.join(', ')}`);
  if (caller.scopes !== null && !isWithin(grant.scopes, caller.scopes)) {
    throw Forbidden.error('Your API key is scoped: it can make keys with some of its own scopes only.');
  }
}

export function grantableRoles({ roles }: Principal): readonly string[] {
  if (roles.includes('platform_admin')) return GRANTABLE.platform;
  return roles.includes('global_admin') ? GRANTABLE.global : GRANTABLE.organization;
}

/** Not empty, which would mean "everything", and all of it among what is allowed. */
function isWithin(asked: readonly string[], allowed: readonly string[]): boolean {
  return asked.length > 0 && asked.every((item) => allowed.includes(item));
}
