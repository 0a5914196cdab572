import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, TooManyRequests } from '@galley/platform';
import type { ShareConfig } from './share-config.js';

const WINDOW_MS = 60_000;
/** Addresses remembered at a time; a flood from more of them is met by the limit of every route. */
const MAX_ADDRESSES = 100_000;

/** Requests at share links by address, in windows of a minute: nobody tries tokens at the speed of the network. */
@Injectable()
export class ShareRate {
  readonly #max: number;
  #counts = new Map<string, number>();
  #windowEnds = 0;

  constructor(@Inject(CONFIG) config: ShareConfig) {
    this.#max = config.SHARE_RATE_PER_MINUTE;
  }

  /** Throws `too-many-requests`. */
  check(ip: string, now = Date.now()): void {
    if (this.#max === 0) return;
    if (now >= this.#windowEnds) {
      this.#counts = new Map();
      this.#windowEnds = now + WINDOW_MS;
    }
    const count = (this.#counts.get(ip) ?? 0) + 1;
    if (count > 1 || this.#counts.size < MAX_ADDRESSES) this.#counts.set(ip, count);
    if (count <= this.#max) return;
    throw TooManyRequests.error('Too many requests at shared links; wait before the next one.', {
      retry_after_s: Math.ceil((this.#windowEnds - now) / 1000),
    });
  }
}
