import { z } from 'zod';
import { namedDestinations, organizations } from '../destinations/named-destinations.js';

const s3Destination = z
  .strictObject({
    /** Absent = Amazon's own. */
    endpoint: z.url({ protocol: /^https?$/, error: 'must be an http(s):// URL' }).optional(),
    bucket: z.string().min(3).max(63),
    region: z.string().default('us-east-1'),
    /** Put before every key: `galley/`. */
    prefix: z
      .string()
      .max(400)
      .regex(/^([A-Za-z0-9][A-Za-z0-9._-]*\/)*$/, 'must be folders, each followed by /')
      .default(''),
    /** Both absent = the machine's own role. */
    access_key_id: z.string().optional(),
    secret_access_key: z.string().optional(),
    /** For stores that do not answer at `bucket.host`. */
    force_path_style: z.boolean().default(false),
    organizations,
  })
  .refine(
    ({ access_key_id: id, secret_access_key: secret }) => (id === undefined) === (secret === undefined),
    'needs both access_key_id and secret_access_key, or neither',
  );

export type S3Destination = z.output<typeof s3Destination>;

/** Without destinations the channel `s3` is closed. */
export const s3ConfigShape = {
  /** Buckets to put files into, as JSON by name: `{"finance": {"bucket": "reports", "region": "eu-north-1", "access_key_id": …, "secret_access_key": …}}`. */
  DELIVERY_S3: namedDestinations(s3Destination),
  /** How long an object store may be silent, ms. */
  DELIVERY_S3_TIMEOUT_MS: z.coerce.number().int().min(100).max(3_600_000).default(60_000),
} as const;

export type S3Config = z.output<z.ZodObject<typeof s3ConfigShape>>;
