import {
  appendAudit,
  isUniqueViolation,
  NotFound,
  requireMatch,
  type Author,
  type Tx,
} from '@galley/platform';
import type { EndpointRow } from './post-row.js';
import { WebhookNameTaken } from './webhook-problems.js';
import { presentWebhook } from './webhook-view.js';

/** `not-found` when there is none, or it is another organization's. */
export async function findEndpoint(tx: Tx, id: string): Promise<EndpointRow> {
  const row = await tx.webhook_endpoint.findFirst({ where: { id, deleted_at: null } });
  if (row) return row;
  throw NotFound.error('There is no such webhook, or it is not yours.');
}

/** The endpoint, locked until the transaction ends, in the state that the request expects. */
export async function lockEndpoint(tx: Tx, { request }: Author, id: string): Promise<EndpointRow> {
  await tx.$queryRaw`select id from tenant.webhook_endpoint where id = ${id}::uuid for update`;
  const row = await findEndpoint(tx, id);
  requireMatch(request, row);
  return row;
}

export async function unlessNameTaken(name: string, write: () => Promise<EndpointRow>): Promise<EndpointRow> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw WebhookNameTaken.error(`Another webhook is called "${name}"; choose another name.`, {
      cause: error,
    });
  }
}

/** The host is on record, the rest of the address may be as good as a password. */
export function auditWebhook(
  tx: Tx,
  { caller, request }: Author,
  action: string,
  after: EndpointRow,
  before?: EndpointRow,
): Promise<void> {
  return appendAudit(tx, {
    organization_id: after.organization_id,
    actor_id: caller.id,
    action,
    entity_type: 'webhook_endpoint',
    entity_id: after.id,
    before: before && presentWebhook(before),
    after: presentWebhook(after),
    facts: { name: after.name, host: new URL(after.url).host, secret_version: after.secret_version },
    request_id: request.request_id,
    ip: request.ip,
  });
}
