import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'gk_';
const RANDOM_BYTES = 32;
const SHOWN_CHARACTERS = 10;
const FORM = /^gk_[A-Za-z0-9_-]{43}$/;

export interface NewApiKey {
  /** Shown once, never stored. */
  readonly secret: string;
  readonly hash: string;
  /** Enough to recognize a key in a list. */
  readonly prefix: string;
}

export function newApiKey(): NewApiKey {
  const secret = PREFIX + randomBytes(RANDOM_BYTES).toString('base64url');
  return { secret, hash: hashApiKey(secret), prefix: secret.slice(0, SHOWN_CHARACTERS) };
}

/** 256 random bits need no slow hash: there is nothing to guess. */
export function hashApiKey(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function looksLikeApiKey(value: string): boolean {
  return FORM.test(value);
}
