import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { PlatformConfig } from '../config/platform-config.js';
import { CONFIG } from '../config/tokens.js';
import { TooManyRequests } from '../errors/common-problems.js';

const WINDOW_MS = 60_000;

/**
 * Counts requests per principal, or per address while nobody is known, in windows of a minute. It runs after
 * authentication, so that neighbours behind one address do not share a budget, and without a promise per request.
 */
@Injectable()
export class RateLimiter {
  readonly #max: number;
  #counts = new Map<string, number>();
  #windowEnds = 0;

  constructor(@Inject(CONFIG) config: PlatformConfig) {
    this.#max = config.RATE_LIMIT_PER_MINUTE;
  }

  /** Throws `too-many-requests` when the caller's budget of this minute is spent. */
  check(request: FastifyRequest): void {
    if (this.#max === 0) return;
    const now = Date.now();
    if (now >= this.#windowEnds) {
      this.#counts = new Map();
      this.#windowEnds = now + WINDOW_MS;
    }
    const key = request.principal?.id ?? request.ip;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (count <= this.#max) return;
    throw TooManyRequests.error(`More than ${this.#max} requests in a minute; wait before the next one.`, {
      retry_after_s: Math.ceil((this.#windowEnds - now) / 1000),
    });
  }
}
