import { createHash } from 'node:crypto';
import type { Principal, Role } from '../auth/principal.js';

/** Roles that administer their organization, in policies of the database as in the policy table. */
const ADMINISTRATORS: readonly Role[] = ['platform_admin', 'global_admin', 'org_admin'];

/** Whether the caller administers the organization it acts in. */
export function administers(caller: Pick<Principal, 'roles'>): boolean {
  return caller.roles.some((role) => ADMINISTRATORS.includes(role));
}

/** What the caller is to policies (`platform.actor_level`): a peer mentor who is nothing else sees only what is theirs. */
function levelOf(caller: Pick<Principal, 'roles'>): 'admin' | 'coordinator' | 'member' | 'peer' {
  if (administers(caller)) return 'admin';
  if (caller.roles.includes('coordinator')) return 'coordinator';
  const isPeer = caller.roles.length > 0 && caller.roles.every((role) => role === 'peer_mentor');
  return isPeer ? 'peer' : 'member';
}

/**
 * The value of `galley.actor` for a caller: `<id>.<level>.<projects>.<signature>`, where projects are ids with
 * commas between them, or `*` for who is not confined to any. The organization is signed as well, so that nobody is an
 * administrator elsewhere. Read by `platform.actor_id()` and its like (libs/platform/sql/015_actor_context.sql).
 */
export function signActorContext(secret: string, caller: Principal): string {
  const isAdmin = administers(caller);
  const projects = isAdmin || caller.kind === 'service' ? '*' : caller.project_ids.join(',');
  const claim = `${caller.id}.${levelOf(caller)}.${projects}`;
  const inner = createHash('sha256')
    .update(secret)
    .update(`actor:${caller.organization.id}:${claim}`)
    .digest();
  return `${claim}.${createHash('sha256').update(secret).update(inner).digest('hex')}`;
}
