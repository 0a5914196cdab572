import { createHash } from 'node:crypto';
import { isDay } from '@galley/dataset';
import { Invalid, isUuid } from '@galley/platform';

/** Where a page of changed lines ended. */
export interface LinePosition {
  /** ISO date. */
  readonly day: string;
  readonly kind: string;
  readonly source_id: string;
}

/** A cursor belongs to the question it was made for: with another one it would skip or repeat lines. */
export function encodePosition({ day, kind, source_id }: LinePosition, question: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([day, kind, source_id, digestOf(question)])).toString('base64url');
}

/** Throws `invalid` for whatever `encodePosition` has not made for this question. */
export function decodePosition(cursor: string, question: readonly unknown[]): LinePosition {
  try {
    const [day, kind, source_id, madeFor] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    ) as unknown[];
    const isKind = kind === 'activity' || kind === 'event';
    const isOfLine = typeof day === 'string' && isDay(day) && isKind && isUuid(source_id);
    if (isOfLine && madeFor === digestOf(question)) return { day, kind, source_id };
  } catch {
    // Falls through to the refusal.
  }
  throw Invalid.error('The parameter cursor is not valid.', {
    errors: [{ pointer: 'cursor', detail: 'is not the next_cursor of a page with these parameters' }],
  });
}

function digestOf(question: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 16);
}
