import type { BackOff } from '@galley/delivery';
import { appendAudit, type Database, type SqlTx } from '@galley/platform';
import { notify, type InboxNotice } from '../../inbox/notify.js';
import { publishEvent } from '../../webhooks/publish-event.js';
import { deliverySources } from '../delivery-lifecycle.js';
import type { DeliveryRow } from '../delivery-row.js';
import type { AttemptOutcome } from './attempt-outcome.js';

export interface ClaimTerms {
  /** Who claims: one id per worker process. */
  readonly owner: string;
  readonly leaseMs: number;
  readonly backOff: BackOff;
}

/** Rows looked at in a claim: more than are taken, for other dispatchers may have locked the first of them. */
const CANDIDATES = 64;
const RECOVER_BATCH = 200;

/** Takes deliveries and records what came of them, by compare-and-set on the row; every time in here is the database's clock. */
export class DeliveryClaims {
  constructor(
    private readonly database: Database,
    private readonly terms: ClaimTerms,
  ) {}

  dueChannels(): Promise<readonly string[]> {
    return this.database.asSystemSql(async (tx) => {
      const rows = await tx.$queryRaw<{ channel: string }[]>`
        select channel from tenant.delivery where status = 'pending' and next_attempt_at <= clock_timestamp()
        group by channel order by min(next_attempt_at)`;
      return rows.map(({ channel }) => channel);
    });
  }

  /** Organizations take turns, so that a thousand mails of one do not hold up another's. */
  claim(channel: string, count: number): Promise<readonly DeliveryRow[]> {
    const { owner, leaseMs } = this.terms;
    return this.database.asSystemSql(
      (tx) => tx.$queryRaw<DeliveryRow[]>`
        update tenant.delivery set
          status = 'sending', attempts = attempts + 1, owner = ${owner}, updated_at = clock_timestamp(),
          lease_expires_at = clock_timestamp() + make_interval(secs => ${leaseMs / 1000})
        where id in (
          select waiting.id from tenant.delivery waiting
          join (
            select id, next_attempt_at,
              row_number() over (partition by organization_id order by next_attempt_at, id) as turn
            from tenant.delivery
            where status = 'pending' and next_attempt_at <= clock_timestamp() and channel = ${channel}
            order by turn, next_attempt_at limit ${CANDIDATES}
          ) due on due.id = waiting.id
          where waiting.status = any(${deliverySources('sending', 'dispatcher')}::text[])
          order by due.turn, due.next_attempt_at limit ${count}
          for update of waiting skip locked
        )
        returning *`,
    );
  }

  renew(ids: readonly string[]): Promise<readonly string[]> {
    const { owner, leaseMs } = this.terms;
    return this.database.asSystemSql(async (tx) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        update tenant.delivery set
          lease_expires_at = clock_timestamp() + make_interval(secs => ${leaseMs / 1000})
        where id = any(${[...ids]}::uuid[]) and owner = ${owner} and status = 'sending'
        returning id`;
      return rows.map(({ id }) => id);
    });
  }

  /** Deliveries whose dispatcher is gone: whether the receiver has them, nobody knows. Again, or failed when that was the last. */
  recover(busy: readonly string[] = []): Promise<number> {
    const { base_ms, cap_ms } = this.terms.backOff;
    return this.database.asSystemSql(async (tx) => {
      const rows = await tx.$queryRaw<DeliveryRow[]>`
        update tenant.delivery set
          status = case when attempts >= max_attempts then 'failed' else 'pending' end,
          last_error_code = 'outcome-unknown',
          last_error = 'Whatever was sending it stopped in the middle.',
          next_attempt_at = clock_timestamp()
            + make_interval(secs => random() * least(${cap_ms}, ${base_ms} * 2 ^ least(attempts - 1, 40)) / 1000),
          updated_at = clock_timestamp()
        where id in (
          select id from tenant.delivery where status = 'sending' and lease_expires_at < clock_timestamp()
            and id <> all(${[...busy]}::uuid[])
          limit ${RECOVER_BATCH} for update skip locked
        )
        returning *`;
      for (const row of rows.filter(({ status }) => status === 'failed')) await tellOfFailed(tx, row);
      return rows.length;
    });
  }

  /**
   * Records an attempt while its claim stands: the row, and with it the inbox message that carries out a delivery to a
   * user, the audit entry of one that went out, the event of one that failed. False = the claim is another's by now.
   */
  settle(row: DeliveryRow, outcome: AttemptOutcome, notice: InboxNotice | null = null): Promise<boolean> {
    return this.database.asSystemSql(async (tx) => {
      const settled = await this.#record(tx, row, outcome);
      if (!settled) return false;
      if (settled.status === 'failed') await tellOfFailed(tx, settled);
      if (settled.status === 'delivered') {
        if (notice) await notify(tx, notice);
        await auditSent(tx, settled);
      }
      return true;
    });
  }

  async #record(tx: SqlTx, row: DeliveryRow, outcome: AttemptOutcome): Promise<DeliveryRow | null> {
    const { status } = outcome;
    const isDelivered = outcome.status === 'delivered';
    const receipt = isDelivered ? receiptText(outcome.receipt) : null;
    const [code, detail, delay] = isDelivered
      ? [null, null, 0]
      : [outcome.code, outcome.detail, outcome.delay_ms];
    const [settled] = await tx.$queryRaw<DeliveryRow[]>`
      update tenant.delivery set
        status = ${status}, receipt = ${receipt}, last_error_code = ${code}, last_error = ${detail},
        next_attempt_at = clock_timestamp() + make_interval(secs => ${delay / 1000}), updated_at = clock_timestamp()
      where id = ${row.id}::uuid and owner = ${this.terms.owner} and attempts = ${row.attempts}
        and status = any(${deliverySources(status, 'dispatcher')}::text[])
      returning *`;
    return settled ?? null;
  }
}

const MAX_RECEIPT = 500;

function receiptText({ id, detail }: { readonly id?: string; readonly detail?: string }): string | null {
  const text = [id, detail].filter((part) => part !== undefined).join(' ');
  return text === '' ? null : text.slice(0, MAX_RECEIPT);
}

async function tellOfFailed(tx: SqlTx, row: DeliveryRow): Promise<void> {
  await publishEvent(tx, {
    organization_id: row.organization_id,
    type: 'delivery.failed',
    subject: { type: 'delivery', id: row.id },
    facts: {
      job_id: row.job_id,
      channel: row.channel,
      attempts: row.attempts,
      error_code: row.last_error_code,
    },
  });
}

/** That a file left the house, for whom and over which channel; the address stands in the row. */
function auditSent(tx: SqlTx, row: DeliveryRow): Promise<void> {
  return appendAudit(tx, {
    organization_id: row.organization_id,
    actor_id: row.created_by_id,
    action: 'delivery.send',
    entity_type: 'delivery',
    entity_id: row.id,
    facts: {
      job_id: row.job_id,
      channel: row.channel,
      form: row.form,
      share_id: row.share_id,
      attempt: row.attempts,
    },
  });
}
