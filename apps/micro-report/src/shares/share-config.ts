import { z } from 'zod';

/** Configuration keys of share links. */
export const shareConfigShape = {
  /** Requests per address and minute that may be made at share links; 0 = as for every other route. */
  SHARE_RATE_PER_MINUTE: z.coerce.number().int().min(0).default(120),
} as const;

export interface ShareConfig {
  readonly SHARE_RATE_PER_MINUTE: number;
  readonly PUBLIC_URL: string;
}
