import { z } from 'zod';

/** Webhooks need no configuration: without any, they go to public https addresses only. */
export const webhookConfigShape = {
  /** `true` = private, loopback and link-local addresses may be called: for tests and local development. */
  WEBHOOK_ALLOW_PRIVATE: z.stringbool().default(false),
  /** `true` = plain http:// may be called. */
  WEBHOOK_ALLOW_HTTP: z.stringbool().default(false),
  /** From resolving the name to the status of the answer, ms. */
  WEBHOOK_TIMEOUT_MS: z.coerce.number().int().min(50).max(120_000).default(15_000),
} as const;

export type WebhookConfig = z.output<z.ZodObject<typeof webhookConfigShape>>;
