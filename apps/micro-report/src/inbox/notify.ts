import type { SqlTx } from '@galley/platform';

/** A message that users find in the product itself. */
export interface InboxNotice {
  readonly organization_id: string;
  /** Several times the same user is once. */
  readonly user_ids: readonly string[];
  /** report-ready, report-failed, export-pending, export-decided, webhook-stopped … */
  readonly kind: string;
  /** One line, at most 300 characters are kept. */
  readonly subject: string;
  /** Plain text or Markdown. */
  readonly body: string;
  readonly job_id?: string;
  /** What it is about, where that is no job. */
  readonly entity_type?: string;
  readonly entity_id?: string;
  /** The delivery it carries out: a second message for the same one is not written. */
  readonly delivery_id?: string;
}

/**
 * Puts a message into the inbox of each user, in the caller's transaction. Whose ids these are is the caller's to know:
 * they are not looked up, for users of the local issuer have no membership. Resolves to how many were written.
 */
export function notify(tx: SqlTx, notice: InboxNotice): Promise<number> {
  const { organization_id, user_ids, kind, subject, body } = notice;
  if (user_ids.length === 0) return Promise.resolve(0);
  return tx.$executeRaw`
    insert into tenant.inbox_message (
      id, organization_id, user_id, kind, subject, body, job_id, entity_type, entity_id, delivery_id, created_at)
    select gen_random_uuid(), ${organization_id}::uuid, user_id, ${kind}, left(${subject}, 300), ${body},
      ${notice.job_id ?? null}::uuid, ${notice.entity_type ?? null}, ${notice.entity_id ?? null},
      ${notice.delivery_id ?? null}::uuid, clock_timestamp()
    from unnest(${[...new Set(user_ids)]}::uuid[]) as user_id
    on conflict (delivery_id) do nothing`;
}
