import { checkBufdirUrl } from '@galley/pack-grants/submission';
import { z } from 'zod';

/** How reports reach Bufdir. */
export const submissionConfigShape = {
  /** Reports are posted to exactly this address; without one nothing can be submitted. */
  BUFDIR_API_URL: z
    .string()
    .superRefine((url, context) => {
      const message = checkBufdirUrl(url);
      if (message !== null) context.addIssue({ code: 'custom', message });
    })
    .optional(),
  /** Bearer token for it. */
  BUFDIR_API_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII without blanks')
    .optional(),
  /** How long one try may take, to the last byte of the answer. */
  BUFDIR_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
  /** Tries of one submission, the first included, while Bufdir fails or is silent. */
  BUFDIR_MAX_TRIES: z.coerce.number().int().min(1).max(5).default(3),
} as const;

export type SubmissionConfig = Readonly<z.output<z.ZodObject<typeof submissionConfigShape>>>;
