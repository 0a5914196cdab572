import type { IncomingRequest, Principal } from '@galley/platform';
import type { OrderOrigin } from './job-order.js';

/** Jobs that somebody asks for themselves: their rights as they are now, and the request that asked. */
export function originOf(
  {
    caller,
    request,
  }: { readonly caller: Principal; readonly request: Pick<IncomingRequest, 'request_id' | 'ip'> },
  batch_id: string | null = null,
): OrderOrigin {
  const { kind, roles, bu_codes, project_ids } = caller;
  return {
    organization_id: caller.organization.id,
    requested_by_id: caller.id,
    requester: { kind, roles, bu_codes, project_ids },
    request_id: request.request_id,
    ip: request.ip,
    batch_id,
  };
}
