import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  appendAudit,
  created,
  Database,
  mapPage,
  NotFound,
  once,
  pageOf,
  type Answer,
  type Author,
  type Page,
  type Principal,
  type Prisma,
  type Tx,
} from '@galley/platform';
import { TEST_EVENT } from './event-types.js';
import type { EndpointRow, PostRow } from './post-row.js';
import { payloadOf } from './publish-event.js';
import { findEndpoint } from './webhook-endpoints.js';
import { WebhookStopped } from './webhook-problems.js';
import { presentPost } from './webhook-view.js';
import type { AllWebhookDeliveriesQuery, WebhookDelivery, WebhookDeliveryQuery } from './webhook.dto.js';

/** What was posted to endpoints, and posts that a person asks for: a trial, or an event again. */
@Injectable()
export class WebhookPostsService {
  constructor(private readonly database: Database) {}

  /** Of all endpoints of the organization, those that were deleted too. */
  all(caller: Principal, query: AllWebhookDeliveriesQuery): Promise<Page<WebhookDelivery>> {
    return this.database.withTenant(caller.organization.id, (tx) => pageOfPosts(tx, query));
  }

  /** `not-found` when there is no such endpoint. */
  list(caller: Principal, endpoint_id: string, query: WebhookDeliveryQuery): Promise<Page<WebhookDelivery>> {
    return this.database.withTenant(caller.organization.id, async (tx) => {
      await findEndpoint(tx, endpoint_id);
      return pageOfPosts(tx, { ...query, endpoint_id });
    });
  }

  /** Posts an event of no consequence, so that the receiver can be tried out. */
  test(author: Author, endpointId: string): Promise<Answer<WebhookDelivery>> {
    return this.#post(author, 'webhook.test', async (tx) => {
      const endpoint = await findEndpoint(tx, endpointId);
      const { organization_id } = endpoint;
      const subject = { type: 'webhook_endpoint', id: endpoint.id };
      const payload = payloadOf({
        organization_id,
        type: TEST_EVENT,
        subject,
        facts: { name: endpoint.name },
      });
      const timestamp = new Date().toISOString();
      return newPost(tx, endpoint, {
        event_id: randomUUID(),
        event_type: TEST_EVENT,
        payload: { ...(payload as Prisma.JsonObject), timestamp },
      });
    });
  }

  /** The same event once more, under the same `webhook-id`. */
  replay(author: Author, id: string): Promise<Answer<WebhookDelivery>> {
    return this.#post(author, 'webhook.replay', async (tx) => {
      const first = await tx.webhook_delivery.findFirst({ where: { id } });
      if (!first) throw NotFound.error('There is no such post, or it is not yours.');
      const endpoint = await findEndpoint(tx, first.endpoint_id);
      const { event_id, event_type, payload } = first;
      return newPost(tx, endpoint, {
        event_id,
        event_type,
        payload: payload as Prisma.JsonObject,
        replay_of: first.id,
      });
    });
  }

  #post(
    author: Author,
    action: string,
    write: (tx: Tx) => Promise<PostRow>,
  ): Promise<Answer<WebhookDelivery>> {
    const { caller, request } = author;
    return once(this.database, caller, request, async (tx) => {
      const row = await write(tx);
      await appendAudit(tx, {
        organization_id: row.organization_id,
        actor_id: caller.id,
        action,
        entity_type: 'webhook_endpoint',
        entity_id: row.endpoint_id,
        facts: { event_id: row.event_id, event_type: row.event_type },
        request_id: request.request_id,
        ip: request.ip,
      });
      return created(presentPost(row), `/api/webhooks/${row.endpoint_id}/deliveries`);
    });
  }
}

async function pageOfPosts(
  tx: Tx,
  { status, event_type, endpoint_id, ...query }: AllWebhookDeliveriesQuery,
): Promise<Page<WebhookDelivery>> {
  const where = { status, event_type, endpoint_id };
  const page = await pageOf(
    query,
    { by: ['created_at', 'status', 'event_type'], initially: '-created_at' },
    (window) => tx.webhook_delivery.findMany({ where, ...window }),
    () => tx.webhook_delivery.count({ where }),
  );
  return mapPage(page, presentPost);
}

type NewPost = Pick<PostRow, 'event_id' | 'event_type'> & {
  readonly payload: Prisma.InputJsonObject;
  readonly replay_of?: string;
};

/** Nothing is posted to an endpoint that is stopped, and what is asked for now should not wait for it unseen. */
function newPost(tx: Tx, endpoint: EndpointRow, post: NewPost): Promise<PostRow> {
  if (!endpoint.is_active) throw WebhookStopped.error('The webhook is not active; start it first.');
  const { id: endpoint_id, organization_id } = endpoint;
  return tx.webhook_delivery.create({ data: { ...post, endpoint_id, organization_id } });
}
