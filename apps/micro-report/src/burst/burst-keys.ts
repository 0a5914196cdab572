import type { DatasetGroup, DatasetRequest, Json } from '@galley/dataset';
import { RunFailure } from '../rendering/run-failure.js';
import type { BurstOrder } from './burst-order.js';

/** The most files that one run is split into. */
export const MAX_PIECES = 1000;

/** A value of the key, with how many rows it has. */
export interface BurstKey {
  readonly key: Json;
  readonly row_count: number;
  /** E-mail address that the data give for it; null = none. */
  readonly recipient: string | null;
}

/** The question which keys the rows of a run have: its own question, grouped, without rows. */
export function keysRequest(run: DatasetRequest, { by, recipient_column }: BurstOrder): DatasetRequest {
  const { order_by: _order, columns: _columns, totals: _totals, offset: _offset, ...question } = run;
  return { ...question, group_by: [...new Set(recipient_column ? [by, recipient_column] : [by])], limit: 0 };
}

/**
 * The keys in the answer to `keysRequest`. Throws `RunFailure`: `burst-too-many-pieces`, and `burst-recipient-ambiguous`
 * for a key with several addresses, since nobody can say whose rows these are.
 */
export function keysOf(groups: readonly DatasetGroup[], { by, recipient_column }: BurstOrder): BurstKey[] {
  const keys = new Map<string, BurstKey>();
  for (const group of groups) {
    const key = group.key[by] ?? null;
    const recipient = recipient_column ? textOf(group.key[recipient_column]) : null;
    const known = keys.get(JSON.stringify(key));
    if (known && known.recipient !== recipient) throw ambiguous(by, key);
    keys.set(JSON.stringify(key), { key, recipient, row_count: (known?.row_count ?? 0) + group.row_count });
  }
  if (keys.size > MAX_PIECES) {
    const message = `"${by}" has ${keys.size} values; a run is split into ${MAX_PIECES} files at most.`;
    throw new RunFailure('final', 'burst-too-many-pieces', message);
  }
  return [...keys.values()];
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function ambiguous(by: string, key: Json): RunFailure {
  const message = `The rows of ${by} ${JSON.stringify(key)} name several recipients; nothing was sent to any of them.`;
  return new RunFailure('final', 'burst-recipient-ambiguous', message);
}
