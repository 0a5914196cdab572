import { BACK_OFF, deliveryConfigShape } from '@galley/delivery';
import { z } from 'zod';
import { webhookSecretShape } from '../webhooks/webhook-secrets.js';

const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback);

/** Configuration keys of deliveries and webhooks, with those of the channels. */
export const deliveriesConfigShape = {
  ...deliveryConfigShape,
  ...webhookSecretShape,
  /** Attempts of one delivery or webhook post before it is failed. */
  DELIVERY_MAX_ATTEMPTS: positive(BACK_OFF.attempts),
  /** Bound of the first delay after a failed attempt, ms; it doubles, and a random part of it is waited. */
  DELIVERY_BACKOFF_MS: positive(BACK_OFF.base_ms),
  /** No delay is longer, ms. */
  DELIVERY_BACKOFF_MAX_MS: positive(BACK_OFF.cap_ms),
  /** How long an attempt is believed alive without a heartbeat. */
  DELIVERY_LEASE_MS: positive(30_000),
  /** How often a worker looks for what is due. */
  DELIVERY_POLL_MS: positive(1_000),
  /** Attempts that a worker makes at a time over one channel; 0 = this worker delivers nothing. */
  DELIVERY_CONCURRENCY: z.coerce.number().int().min(0).default(4),
  /** An endpoint is stopped after so many failures in a row … */
  WEBHOOK_STOP_FAILURES: positive(20),
  /** … over at least so many seconds. */
  WEBHOOK_STOP_AFTER_S: z.coerce.number().int().min(0).default(86_400),
} as const;

export type DeliveriesConfig = Readonly<z.output<z.ZodObject<typeof deliveriesConfigShape>>>;
