import { z } from 'zod';
import type { StoreKind } from '../store-kind.js';

const config = {
  /** Absent = Amazon's own. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an http(s):// URL' }).optional(),
  S3_BUCKET: z.string().min(3).max(63).optional(),
  S3_REGION: z.string().default('us-east-1'),
  /** Both absent = the machine's own role. */
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** `true` for stores that do not answer at `bucket.host`. */
  S3_FORCE_PATH_STYLE: z.stringbool().default(false),
} as const;

export const s3Kind: StoreKind<typeof config> = {
  key: 's3',
  config,
  check({ S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }, report) {
    if (!S3_BUCKET) report('S3_BUCKET', 'is required by STORAGE_KIND=s3');
    if (S3_ACCESS_KEY_ID && !S3_SECRET_ACCESS_KEY) {
      report('S3_SECRET_ACCESS_KEY', 'is required beside S3_ACCESS_KEY_ID');
    }
    if (S3_SECRET_ACCESS_KEY && !S3_ACCESS_KEY_ID) {
      report('S3_ACCESS_KEY_ID', 'is required beside S3_SECRET_ACCESS_KEY');
    }
  },
  async open(config) {
    // The SDK is tens of megabytes of memory, which a service on a disk store need not have.
    const { S3Store } = await import('./s3-store.js');
    return new S3Store({
      bucket: config.S3_BUCKET ?? '',
      region: config.S3_REGION,
      endpoint: config.S3_ENDPOINT,
      forcePathStyle: config.S3_FORCE_PATH_STYLE,
      credentials:
        config.S3_ACCESS_KEY_ID && config.S3_SECRET_ACCESS_KEY
          ? { accessKeyId: config.S3_ACCESS_KEY_ID, secretAccessKey: config.S3_SECRET_ACCESS_KEY }
          : undefined,
    });
  },
};
