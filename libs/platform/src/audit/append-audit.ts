import { createHash } from 'node:crypto';
import type { Tx } from '../database/tx.js';
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
export async function appendAudit(tx: Tx, event: AuditEvent): Promise<void> {
  await tx.audit_event.createMany({
    data: {
      organization_id: event.organization_id,
      actor_id: event.actor_id,
      action: event.action,
      entity_type: event.entity_type,
      entity_id: event.entity_id,
      before_digest: digest(event.before),
      after_digest: digest(event.after),
      facts: event.facts ?? {},
      request_id: event.request_id ?? null,
      ip: event.ip ?? null,
      // Filled by the trigger that owns the chain.
      sequence: 0n,
      previous_hash: '',
      hash: '',
    },
  });
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
