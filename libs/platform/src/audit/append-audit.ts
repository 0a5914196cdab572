import { createHash } from 'node:crypto';
import { newId } from '../database/new-id.js';
import type { SqlTx } from '../database/sql-tx.js';
import type { Json } from '../errors/json.js';

export interface AuditEvent {
  readonly organization_id: string;
  /** The acting user, API key or null for the system itself. */
  readonly actor_id: string | null;
  /** `export`, `print`, `download`, `template.update` … */
  readonly action: string;
  readonly entity_type: string;
  readonly entity_id: string;
  /** The entity before and after the change; only their digests are kept. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** Format, row count, version: what happened, never cell values. */
  readonly facts?: Readonly<Record<string, Json>>;
  readonly request_id?: string | null;
  readonly ip?: string | null;
}

/**
 * Appends to the organization's audit chain in the caller's transaction. Call it last: the chain's lock is held from
 * here to the commit, and everything after it makes the organization's other writers wait.
 */
export async function appendAudit(tx: SqlTx, event: AuditEvent): Promise<void> {
  const { organization_id, actor_id, action, entity_type, entity_id, request_id = null, ip = null } = event;
  // In SQL, because most writing requests end here and the query builder would cost them a millisecond of CPU.
  // The trigger that owns the chain fills sequence and hashes.
  await tx.$executeRaw`
    insert into platform.audit_event (
      id, organization_id, actor_id, action, entity_type, entity_id, before_digest, after_digest, facts, request_id, ip,
      sequence, previous_hash, hash)
    values (
      ${newId()}::uuid, ${organization_id}::uuid, ${actor_id}::uuid, ${action}, ${entity_type}, ${entity_id},
      ${digest(event.before)}, ${digest(event.after)}, ${JSON.stringify(event.facts ?? {})}::jsonb, ${request_id}, ${ip},
      0, '', '')`;
}

function digest(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`;
}

/** JSON with sorted keys, so that equal states have equal digests whatever the order of their fields. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'bigint') return part.toString();
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
