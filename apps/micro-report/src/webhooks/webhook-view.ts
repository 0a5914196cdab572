import type { EndpointRow, PostRow } from './post-row.js';
import type { PostStatus } from './webhook-lifecycle.js';
import type { Webhook, WebhookDelivery } from './webhook.dto.js';

export function presentWebhook(row: EndpointRow): Webhook {
  const { organization_id: _own, deleted_at: _when, deleted_by_id: _who, ...shown } = row;
  return shown;
}

export function presentPost(row: PostRow): WebhookDelivery {
  const { organization_id: _own, owner: _owner, lease_expires_at: _lease, ...shown } = row;
  return { ...shown, status: row.status as PostStatus };
}
