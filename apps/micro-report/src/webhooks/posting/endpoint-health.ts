import { renderMessage } from '@galley/delivery';
import { rolesHolding, type SqlTx } from '@galley/platform';
import { inboxText } from '../../inbox/inbox-text.js';
import { notify } from '../../inbox/notify.js';
import type { AttemptOutcome } from '../../deliveries/dispatching/attempt-outcome.js';
import type { ClaimedPost, EndpointRow } from '../post-row.js';

/** When an endpoint that takes nothing is left alone. */
export interface StopRule {
  /** Failures in a row … */
  readonly failures: number;
  /** … over at least so many seconds: a burst of events into a short outage is no reason. */
  readonly after_s: number;
}

/**
 * What an attempt says about its endpoint. One that has failed too long, or says itself that it is gone (410), is
 * stopped, and its keepers find a message in their inbox. What waits for it stays.
 */
export async function notePosted(
  tx: SqlTx,
  { endpoint }: ClaimedPost,
  outcome: AttemptOutcome,
  { failures, after_s }: StopRule,
): Promise<void> {
  if (outcome.status === 'delivered') {
    await tx.$executeRaw`
      update tenant.webhook_endpoint set consecutive_failures = 0, failing_since = null
      where id = ${endpoint.id}::uuid and consecutive_failures > 0`;
    return;
  }
  // Our own going away is not the endpoint's failure.
  if (outcome.code === 'cancelled' || outcome.code === 'internal') return;
  const isGone = outcome.code === 'gone';
  const [stopped] = await tx.$queryRaw<EndpointRow[]>`
    with failed as (
      update tenant.webhook_endpoint set
        consecutive_failures = consecutive_failures + 1, failing_since = coalesce(failing_since, clock_timestamp())
      where id = ${endpoint.id}::uuid
      returning id, is_active and (
        ${isGone}::boolean or (
          consecutive_failures >= ${failures}
          and failing_since <= clock_timestamp() - make_interval(secs => ${after_s}))) as is_over
    )
    select failed.id from failed where is_over`;
  if (stopped) await stop(tx, endpoint, isGone ? 'gone' : 'failing', outcome.detail);
}

async function stop(
  tx: SqlTx,
  endpoint: EndpointRow,
  reason: 'gone' | 'failing',
  lastError: string,
): Promise<void> {
  await tx.$executeRaw`
    update tenant.webhook_endpoint set
      is_active = false, stopped_reason = ${reason}, version = version + 1, updated_at = clock_timestamp()
    where id = ${endpoint.id}::uuid`;
  for (const keeper of await keepersOf(tx, endpoint.organization_id)) {
    const { subject, text } = renderMessage({
      kind: 'webhook-stopped',
      locale: keeper.locale,
      timezone: keeper.timezone,
      values: {
        organization: keeper.organization,
        recipient: keeper.name,
        webhook: endpoint.name,
        reason: reason === 'gone' ? 'HTTP 410' : lastError,
        stopped_at: { instant: keeper.now.toISOString() },
      },
    });
    await notify(tx, {
      organization_id: endpoint.organization_id,
      user_ids: [keeper.user_id],
      kind: 'webhook-stopped',
      subject,
      body: inboxText(text),
      entity_type: 'webhook_endpoint',
      entity_id: endpoint.id,
    });
  }
}

interface Keeper {
  readonly user_id: string;
  readonly name: string;
  readonly locale: string;
  readonly timezone: string;
  readonly organization: string;
  readonly now: Date;
}

/** Who can start it again. */
function keepersOf(tx: SqlTx, organizationId: string): Promise<Keeper[]> {
  return tx.$queryRaw<Keeper[]>`
    select distinct account.id::text as user_id, account.name, coalesce(account.locale, house.locale) as locale,
      house.timezone, house.name as organization, now() as now
    from platform.membership member
    join platform.user_account account on account.id = member.user_id and account.is_active
    join platform.organization house on house.id = member.organization_id
    where member.organization_id = ${organizationId}::uuid and member.is_active and member.role = any(${[...rolesHolding('webhook.write')]}::text[])`;
}
