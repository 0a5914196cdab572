import type { Channels } from '@galley/delivery';
import { Inject, Injectable } from '@nestjs/common';
import {
  appendAudit,
  CONFIG,
  created,
  Database,
  Invalid,
  mapPage,
  onceIn,
  pageOf,
  type Answer,
  type Author,
  type Page,
  type PageQuery,
  type Principal,
  type Tx,
} from '@galley/platform';
import { CHANNELS } from '../deliveries/channels.module.js';
import type { EndpointRow } from './post-row.js';
import { auditWebhook, findEndpoint, lockEndpoint, unlessNameTaken } from './webhook-endpoints.js';
import { organizationSecret, secretOf, type WebhookSecretConfig } from './webhook-secrets.js';
import { presentWebhook } from './webhook-view.js';
import type { CreateWebhook, NewWebhook, UpdateWebhook, Webhook } from './webhook.dto.js';

/** Addresses that hear of events. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly database: Database,
    @Inject(CHANNELS) private readonly channels: Channels,
    @Inject(CONFIG) private readonly config: WebhookSecretConfig,
  ) {}

  list(caller: Principal, query: PageQuery): Promise<Page<Webhook>> {
    const where = { deleted_at: null };
    return this.database.withTenant(caller.organization.id, async (tx) =>
      mapPage(
        await pageOf(
          query,
          { by: ['name', 'created_at'], initially: 'name' },
          (window) => tx.webhook_endpoint.findMany({ where, ...window }),
          () => tx.webhook_endpoint.count({ where }),
        ),
        presentWebhook,
      ),
    );
  }

  find(caller: Principal, id: string): Promise<Webhook> {
    return this.database.withTenant(caller.organization.id, async (tx) =>
      presentWebhook(await findEndpoint(tx, id)),
    );
  }

  /** With its secret, which is shown here once. `invalid` for an address that may not be called, `webhook-name-taken`. */
  create(author: Author, body: CreateWebhook): Promise<Answer<NewWebhook>> {
    this.#requireUrl(body.url);
    const { caller, request } = author;
    return this.database.withTenant(caller.organization.id, (tx) => {
      const work = async (): Promise<Answer<NewWebhook>> => {
        const by = { created_by_id: caller.id, updated_by_id: caller.id };
        const data = { ...body, ...by, organization_id: caller.organization.id };
        const row = await unlessNameTaken(body.name, () => tx.webhook_endpoint.create({ data }));
        await auditWebhook(tx, author, 'webhook.create', row);
        return created(this.#withSecret(row), `/api/webhooks/${row.id}`);
      };
      // The idempotency record outlives the answer: the secret must not stand in it.
      return onceIn(tx, caller, request, work, (webhook) => ({ ...webhook, secret: null }));
    });
  }

  /** Starting one that was stopped forgets its failures; what waited for it goes out. */
  update(author: Author, id: string, body: UpdateWebhook): Promise<Webhook> {
    if (body.url !== undefined) this.#requireUrl(body.url);
    return this.#change(author, id, 'webhook.update', (tx, before) => {
      const isStarted = body.is_active === true && !before.is_active;
      const healthy = { stopped_reason: null, consecutive_failures: 0, failing_since: null };
      const data = { ...body, ...(isStarted && healthy), ...changedBy(author) };
      return unlessNameTaken(body.name ?? before.name, () =>
        tx.webhook_endpoint.update({ where: { id }, data }),
      );
    }).then(presentWebhook);
  }

  /** A new secret; the one before signs too for a day, so that the receiver can change over in peace. */
  async rotate(author: Author, id: string): Promise<NewWebhook> {
    const row = await this.#change(author, id, 'webhook.rotate-secret', (tx) =>
      tx.webhook_endpoint.update({
        where: { id },
        data: { secret_version: { increment: 1 }, secret_rotated_at: new Date(), ...changedBy(author) },
      }),
    );
    return this.#withSecret(row);
  }

  /** What waits for it is suppressed; what was sent stays on record. */
  async remove(author: Author, id: string): Promise<void> {
    await this.#change(author, id, 'webhook.delete', async (tx) => {
      await tx.$executeRaw`
        update tenant.webhook_delivery set
          status = 'suppressed', last_error = 'The webhook was deleted.', updated_at = clock_timestamp()
        where endpoint_id = ${id}::uuid and status = 'pending'`;
      return tx.webhook_endpoint.update({
        where: { id },
        data: {
          is_active: false,
          deleted_at: new Date(),
          deleted_by_id: author.caller.id,
          ...changedBy(author),
        },
      });
    });
  }

  /** What signs reports for addresses that are no endpoints. It is the same whenever it is asked for; asking is on record. */
  async recipientSecret({ caller, request }: Author): Promise<string> {
    const organization_id = caller.organization.id;
    await this.database.withTenant(organization_id, (tx) =>
      appendAudit(tx, {
        organization_id,
        actor_id: caller.id,
        action: 'webhook.recipient-secret',
        entity_type: 'organization',
        entity_id: organization_id,
        request_id: request.request_id,
        ip: request.ip,
      }),
    );
    return organizationSecret(this.config, organization_id);
  }

  #change(
    author: Author,
    id: string,
    action: string,
    write: (tx: Tx, before: EndpointRow) => Promise<EndpointRow>,
  ): Promise<EndpointRow> {
    return this.database.withTenant(author.caller.organization.id, async (tx) => {
      const before = await lockEndpoint(tx, author, id);
      const after = await write(tx, before);
      await auditWebhook(tx, author, action, after, before);
      return after;
    });
  }

  #withSecret(row: EndpointRow): NewWebhook {
    return { ...presentWebhook(row), secret: secretOf(this.config, row) };
  }

  /** Names that only resolve to a private network are found when they are called. */
  #requireUrl(url: string): void {
    const fault = this.channels.get('webhook')?.check(url);
    if (!fault) return;
    throw Invalid.error('Nothing can be posted to this address.', {
      errors: [{ pointer: '/url', detail: fault }],
    });
  }
}

function changedBy({ caller }: Author) {
  return { updated_by_id: caller.id, version: { increment: 1 } };
}
