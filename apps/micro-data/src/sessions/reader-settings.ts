import { signActorContext, signTenantContext, type Principal } from '@galley/platform';
import type { SessionRequest } from './session-request.js';

/**
 * The settings by which the product's own database knows whose rows a session may see. A foreign database gets none: it
 * has no use for them, and a signature that leaves the house could be brought back.
 */
export function readerSettings(
  { dataSource, caller }: Pick<SessionRequest, 'dataSource' | 'caller'>,
  tenantSecret: string,
): Readonly<Record<string, string>> {
  if (dataSource.url_env !== null) return {};
  return {
    'galley.tenant': signTenantContext(tenantSecret, caller.organization.id),
    'galley.actor': signActorContext(tenantSecret, requesterOf(caller)),
  };
}

/** A service reads for the person who asked it: with their rights, not with its own. */
function requesterOf(caller: Principal): Principal {
  const { service } = caller;
  return service ? { ...caller, kind: 'user', roles: service.requester_roles } : caller;
}
