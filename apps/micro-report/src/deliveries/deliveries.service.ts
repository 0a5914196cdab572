import { Inject, Injectable } from '@nestjs/common';
import {
  appendAudit,
  CONFIG,
  Database,
  mapPage,
  NotFound,
  pageOf,
  requireMatch,
  type Author,
  type Page,
  type Principal,
  type Prisma,
  type SqlTx,
} from '@galley/platform';
import { readsAny } from '../archive/archive-visibility.js';
import { visibleJob } from '../jobs/job-visibility.js';
import type { DeliveriesConfig } from './delivery-config.js';
import { canOverrule, deliverySources, SUPPRESSIONS, type Suppression } from './delivery-lifecycle.js';
import { DeliveryNotRetriable } from './delivery-problems.js';
import type { DeliveryRow } from './delivery-row.js';
import { presentDelivery } from './delivery-view.js';
import type { Delivery, DeliveryQuery } from './delivery.dto.js';

/** What became of files that were to be sent, and the one thing a person may do about it: have them sent again. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: DeliveriesConfig,
  ) {}

  list(caller: Principal, { job_id, status, channel, ...query }: DeliveryQuery): Promise<Page<Delivery>> {
    const where = { AND: [visibleDeliveries(caller), { job_id, status, channel }] };
    return this.database.withTenant(caller.organization.id, async (tx) => {
      const page = await pageOf(
        query,
        { by: ['created_at', 'status', 'channel', 'target', 'attempts'], initially: '-created_at' },
        (window) => tx.delivery.findMany({ where, ...window }),
        () => tx.delivery.count({ where }),
      );
      return mapPage(page, presentDelivery);
    });
  }

  /** `not-found` when it is not there or not the caller's to see. */
  find(caller: Principal, id: string): Promise<Delivery> {
    return this.database.withTenant(caller.organization.id, async (tx) => {
      const row = await tx.delivery.findFirst({ where: { AND: [visibleDeliveries(caller), { id }] } });
      return presentDelivery(row ?? missing());
    });
  }

  /** What has failed, or what a condition held back, is sent again; `delivery-not-retriable` (409) for everything else. */
  async retry(author: Author, id: string): Promise<Delivery> {
    await this.find(author.caller, id);
    return this.database.withTenantSql(author.caller.organization.id, async (tx) => {
      const [before] = await tx.$queryRaw<DeliveryRow[]>`
        select * from tenant.delivery where id = ${id}::uuid for update`;
      if (!before) missing();
      requireMatch(author.request, before);
      requireRetriable(before);
      const [after] = await this.#again(tx, author, [id]);
      if (!after) missing();
      await audit(tx, author, 'delivery', id, {
        job_id: before.job_id,
        channel: before.channel,
        was: before.status,
      });
      return presentDelivery(after);
    });
  }

  /** Of one run, what has failed and nothing else; resolves to how many that are. */
  retryJob({ caller, request }: Author, jobId: string): Promise<number> {
    return this.database.withTenantSql(caller.organization.id, async (tx) => {
      await visibleJob(tx, caller, jobId);
      const failed = await tx.$queryRaw<{ id: string }[]>`
        select id from tenant.delivery where job_id = ${jobId}::uuid and status = 'failed' for update`;
      const ids = failed.map(({ id }) => id);
      const again = await this.#again(tx, { caller, request }, ids);
      if (again.length > 0)
        await audit(tx, { caller, request }, 'report_job', jobId, { count: again.length });
      return again.length;
    });
  }

  #again(tx: SqlTx, { caller }: Author, ids: readonly string[]): Promise<DeliveryRow[]> {
    return tx.$queryRaw<DeliveryRow[]>`
      update tenant.delivery set
        status = 'pending', next_attempt_at = clock_timestamp(),
        max_attempts = attempts + ${this.config.DELIVERY_MAX_ATTEMPTS}, updated_at = clock_timestamp(),
        updated_by_id = ${caller.id}::uuid
      where id = any(${[...ids]}::uuid[]) and status = any(${deliverySources('pending', 'person')}::text[])
      returning *`;
  }
}

/** Who sees a job sees where its file went: one's own, or all of the organization's. */
function visibleDeliveries(caller: Principal): Prisma.deliveryWhereInput {
  return readsAny(caller) && caller.bu_codes === null ? {} : { created_by_id: caller.id };
}

function requireRetriable({ status, reason }: DeliveryRow): void {
  if (status === 'failed') return;
  if (status !== 'suppressed') {
    throw DeliveryNotRetriable.error(`The delivery is ${status}; only what has failed is sent again.`);
  }
  if (canOverrule(reason)) return;
  throw DeliveryNotRetriable.error(SUPPRESSIONS[reason as Suppression] ?? 'It was suppressed for good.');
}

function missing(): never {
  throw NotFound.error('There is no such delivery, or it is not yours.');
}

function audit(
  tx: SqlTx,
  { caller, request }: Author,
  entity_type: string,
  entity_id: string,
  facts: Readonly<Record<string, string | number>>,
): Promise<void> {
  return appendAudit(tx, {
    organization_id: caller.organization.id,
    actor_id: caller.id,
    action: 'delivery.retry',
    entity_type,
    entity_id,
    facts,
    request_id: request.request_id,
    ip: request.ip,
  });
}
