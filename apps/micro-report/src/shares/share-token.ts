import { createHash, randomBytes } from 'node:crypto';

const RANDOM_BYTES = 32;
const FORM = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits, as they stand in a link. */
export function newShareToken(): string {
  return randomBytes(RANDOM_BYTES).toString('base64url');
}

/** What is stored of a token (hex): 256 random bits need no slow hash, there is nothing to guess. */
export function hashShareToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** False for what no link of ours can hold, so that nobody need look for it. */
export function looksLikeShareToken(token: string): boolean {
  return FORM.test(token);
}
