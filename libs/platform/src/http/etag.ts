import { PreconditionFailed } from '../errors/common-problems.js';
import type { IncomingRequest } from './incoming-request.js';

/** A row that knows its own state: by a version that counts up, else by the instant of its last change. */
export interface Versioned {
  readonly version?: number;
  readonly updated_at?: Date | string;
}

/** The entity tag of a row, or null when it has neither version nor instant. */
export function etagOf(row: Versioned): string | null {
  if (typeof row.version === 'number') return `"v${row.version}"`;
  const { updated_at } = row;
  if (updated_at === undefined || updated_at === null) return null;
  const instant = updated_at instanceof Date ? updated_at : new Date(updated_at);
  return `"t${instant.getTime().toString(36)}"`;
}

/**
 * `precondition-failed` when the request names another state in If-Match than the row is in. Read the row in the same
 * transaction as the change, and for update, or two equal If-Match both pass.
 */
export function requireMatch(request: IncomingRequest, row: Versioned): void {
  const condition = request.header('if-match');
  if (condition === null || matches(condition, etagOf(row), 'strong')) return;
  throw PreconditionFailed.error('It was changed since you read it; read it again and repeat your change.', {
    facts: { current: etagOf(row) },
  });
}

/** If-Match compares strongly: a weak tag equals nothing. If-None-Match compares weakly. */
export function matches(condition: string, etag: string | null, comparison: 'strong' | 'weak'): boolean {
  if (condition.trim() === '*') return true;
  if (etag === null) return false;
  return condition
    .split(',')
    .map((tag) => tag.trim())
    .some((tag) => tag === etag || (comparison === 'weak' && tag === `W/${etag}`));
}
