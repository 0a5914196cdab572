import { randomUUID } from 'node:crypto';
import type { Json, SqlTx } from '@galley/platform';
import type { EventType, TEST_EVENT } from './event-types.js';

/** Something that has happened. It is posted outside: ids and facts, never rows, addresses or secrets. */
export interface PublishedEvent {
  readonly organization_id: string;
  readonly type: EventType;
  /** What it happened to: `report_job`, `export_request`, `delivery`, `schedule`. */
  readonly subject: { readonly type: string; readonly id: string };
  readonly facts: Readonly<Record<string, Json>>;
}

/**
 * Files the event for every live endpoint of the organization that wants its type, in the caller's transaction: what is
 * rolled back is not posted. Runs as `galley_app` of the organization and as `galley_system` alike. Resolves to how
 * many endpoints will be told.
 */
export async function publishEvent(tx: SqlTx, event: PublishedEvent): Promise<number> {
  const { organization_id, type } = event;
  return tx.$executeRaw`
    insert into tenant.webhook_delivery (
      id, organization_id, endpoint_id, event_id, event_type, payload, next_attempt_at)
    select gen_random_uuid(), endpoint.organization_id, endpoint.id, ${randomUUID()}::uuid, ${type},
      ${JSON.stringify(payloadOf(event))}::jsonb
        || jsonb_build_object('timestamp', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      now()
    from tenant.webhook_endpoint endpoint
    where endpoint.organization_id = ${organization_id}::uuid and endpoint.is_active and endpoint.deleted_at is null
      and (endpoint.events = '{}' or ${type} = any(endpoint.events))`;
}

type Payload = Omit<PublishedEvent, 'type'> & { readonly type: EventType | typeof TEST_EVENT };

/** The body of the post, as the standard webhooks scheme has it: type, timestamp, data. The instant is the database's. */
export function payloadOf({ type, organization_id, subject, facts }: Payload): Json {
  return { type, data: { organization_id, subject: { ...subject }, ...facts } };
}
