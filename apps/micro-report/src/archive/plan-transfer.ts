import type { ByteRange } from '@galley/storage';

/** The conditional headers of a request (RFC 9110), null where absent. */
export interface Conditions {
  readonly range: string | null;
  readonly if_range: string | null;
  readonly if_match: string | null;
  readonly if_none_match: string | null;
}

export type Transfer =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly range: ByteRange }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'precondition-failed' }
  | { readonly kind: 'unsatisfiable' };

const SINGLE_RANGE = /^bytes=(\d*)-(\d*)$/;
/** Digits beyond any file: still a number, never an inexact one. */
const MAX_DIGITS = 15;

/** The strong tag of a file: equal bytes, equal tag. */
export function fileTag(sha256: string): string {
  return `"${sha256}"`;
}

/**
 * What of a file a request gets. Several ranges, other units and malformed ranges are ignored, as the standard allows:
 * the whole file follows. Files carry no date, so an If-Range with one never matches.
 */
export function planTransfer(conditions: Conditions, file: { sha256: string; size: number }): Transfer {
  const tag = fileTag(file.sha256);
  if (conditions.if_match !== null && !names(conditions.if_match, tag, false)) {
    return { kind: 'precondition-failed' };
  }
  if (conditions.if_none_match !== null && names(conditions.if_none_match, tag, true)) {
    return { kind: 'not-modified' };
  }
  const parts = SINGLE_RANGE.exec(conditions.range?.trim() ?? '');
  if (!parts || (conditions.if_range !== null && conditions.if_range.trim() !== tag))
    return { kind: 'whole' };
  return rangeOf(parts[1] ?? '', parts[2] ?? '', file.size);
}

function rangeOf(first: string, last: string, size: number): Transfer {
  if (first === '' && last === '') return { kind: 'whole' };
  if (first === '') {
    const length = position(last);
    if (length === 0 || size === 0) return { kind: 'unsatisfiable' };
    return { kind: 'part', range: { start: Math.max(0, size - length), end: size - 1 } };
  }
  const start = position(first);
  const end = last === '' ? size - 1 : Math.min(position(last), size - 1);
  if (last !== '' && position(last) < start) return { kind: 'whole' };
  return start >= size ? { kind: 'unsatisfiable' } : { kind: 'part', range: { start, end } };
}

function position(digits: string): number {
  const significant = digits.replace(/^0+(?=\d)/, '');
  return significant.length > MAX_DIGITS ? Number.MAX_SAFE_INTEGER : Number(significant);
}

function names(condition: string, tag: string, weak: boolean): boolean {
  if (condition.trim() === '*') return true;
  const known = weak ? [tag, `W/${tag}`] : [tag];
  return condition.split(',').some((one) => known.includes(one.trim()));
}
