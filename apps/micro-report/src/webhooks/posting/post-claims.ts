import type { Database, SqlTx } from '@galley/platform';
import type { AttemptOutcome } from '../../deliveries/dispatching/attempt-outcome.js';
import type { ClaimTerms } from '../../deliveries/dispatching/delivery-claims.js';
import type { ClaimedPost, EndpointRow, PostRow } from '../post-row.js';
import { postSources } from '../webhook-lifecycle.js';
import { notePosted, type StopRule } from './endpoint-health.js';

const RECOVER_BATCH = 200;

/** Takes posts and records what came of them, by compare-and-set on the row; every time in here is the database's clock. */
export class PostClaims {
  constructor(
    private readonly database: Database,
    private readonly terms: ClaimTerms,
    private readonly stopRule: StopRule,
  ) {}

  /** What waits for a stopped endpoint stays, and goes out when somebody starts it again. */
  dueEndpoints(): Promise<readonly string[]> {
    return this.database.asSystemSql(async (tx) => {
      const rows = await tx.$queryRaw<{ endpoint_id: string }[]>`
        select post.endpoint_id::text from tenant.webhook_delivery post
        join tenant.webhook_endpoint endpoint on endpoint.id = post.endpoint_id
        where post.status = 'pending' and post.next_attempt_at <= clock_timestamp()
          and endpoint.is_active and endpoint.deleted_at is null
        group by post.endpoint_id order by min(post.next_attempt_at) limit 100`;
      return rows.map(({ endpoint_id }) => endpoint_id);
    });
  }

  claim(endpointId: string, count: number): Promise<readonly ClaimedPost[]> {
    const { owner, leaseMs, backOff } = this.terms;
    return this.database.asSystemSql(async (tx) => {
      const [endpoint] = await tx.$queryRaw<EndpointRow[]>`
        select * from tenant.webhook_endpoint where id = ${endpointId}::uuid and is_active and deleted_at is null`;
      if (!endpoint) return [];
      const posts = await tx.$queryRaw<PostRow[]>`
        update tenant.webhook_delivery set
          status = 'sending', attempts = attempts + 1, owner = ${owner},
          max_attempts = greatest(attempts + 1, ${backOff.attempts}), updated_at = clock_timestamp(),
          lease_expires_at = clock_timestamp() + make_interval(secs => ${leaseMs / 1000})
        where id in (
          select id from tenant.webhook_delivery
          where endpoint_id = ${endpointId}::uuid and status = any(${postSources('sending')}::text[])
            and next_attempt_at <= clock_timestamp()
          order by next_attempt_at limit ${count} for update skip locked
        )
        returning *`;
      return posts.map((post) => ({ ...post, endpoint }));
    });
  }

  renew(ids: readonly string[]): Promise<readonly string[]> {
    const { owner, leaseMs } = this.terms;
    return this.database.asSystemSql(async (tx) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        update tenant.webhook_delivery set
          lease_expires_at = clock_timestamp() + make_interval(secs => ${leaseMs / 1000})
        where id = any(${[...ids]}::uuid[]) and owner = ${owner} and status = 'sending'
        returning id`;
      return rows.map(({ id }) => id);
    });
  }

  recover(busy: readonly string[]): Promise<number> {
    const { base_ms, cap_ms } = this.terms.backOff;
    return this.database.asSystemSql(
      (tx) => tx.$executeRaw`
        update tenant.webhook_delivery set
          status = case when attempts >= max_attempts then 'failed' else 'pending' end,
          last_error = 'Whatever was sending it stopped in the middle.',
          next_attempt_at = clock_timestamp()
            + make_interval(secs => random() * least(${cap_ms}, ${base_ms} * 2 ^ least(attempts - 1, 40)) / 1000),
          updated_at = clock_timestamp()
        where id in (
          select id from tenant.webhook_delivery where status = 'sending' and lease_expires_at < clock_timestamp()
            and id <> all(${[...busy]}::uuid[])
          limit ${RECOVER_BATCH} for update skip locked
        )`,
    );
  }

  /** Records an attempt while its claim stands, and what it says about the endpoint. False = the claim is another's by now. */
  settle(post: ClaimedPost, outcome: AttemptOutcome): Promise<boolean> {
    return this.database.asSystemSql(async (tx) => {
      if (!(await this.#record(tx, post, outcome))) return false;
      await notePosted(tx, post, outcome, this.stopRule);
      return true;
    });
  }

  async #record(tx: SqlTx, post: ClaimedPost, outcome: AttemptOutcome): Promise<boolean> {
    const { status } = outcome;
    const isDelivered = outcome.status === 'delivered';
    const answered = httpStatusOf(isDelivered ? outcome.receipt.detail : outcome.detail);
    const delay = isDelivered ? 0 : outcome.delay_ms;
    const moved = await tx.$executeRaw`
      update tenant.webhook_delivery set
        status = ${status}, last_status = ${answered}::int, last_error = ${isDelivered ? null : outcome.detail},
        next_attempt_at = clock_timestamp() + make_interval(secs => ${delay / 1000}), updated_at = clock_timestamp()
      where id = ${post.id}::uuid and owner = ${this.terms.owner} and attempts = ${post.attempts}
        and status = any(${postSources(status)}::text[])`;
    return moved === 1;
  }
}

/** The channel says what it was answered in words; null = there was no answer. */
export function httpStatusOf(detail: string | undefined): number | null {
  const found = /\b(?:HTTP|answered) ([1-5]\d\d)\b/.exec(detail ?? '');
  return found ? Number(found[1]) : null;
}
