import { z } from 'zod';
import { diskKind } from './disk/disk-kind.js';
import type { FileStore } from './file-store.js';
import { s3Kind } from './s3/s3-kind.js';
import type { Report } from './store-kind.js';

/** One line per kind of store. */
const KINDS = { [diskKind.key]: diskKind, [s3Kind.key]: s3Kind };

/** The configuration keys of this library, for a service to compose. */
export const storageConfigShape = {
  STORAGE_KIND: z
    .string()
    .refine((kind) => Object.hasOwn(KINDS, kind), `must be one of ${Object.keys(KINDS).join(', ')}`)
    .default(diskKind.key),
  ...diskKind.config,
  ...s3Kind.config,
} as const;

export type StorageConfig = Readonly<z.output<z.ZodObject<typeof storageConfigShape>>>;

/** Reports what the chosen kind of store lacks. */
export function checkStorageConfig(config: StorageConfig, report: Report): void {
  KINDS[config.STORAGE_KIND]?.check(config, report);
}

/** Opens the configured store. Throws when its configuration is not complete. */
export async function openFileStore(config: StorageConfig): Promise<FileStore> {
  const kind = KINDS[config.STORAGE_KIND];
  if (!kind) throw new Error(`there is no store of kind ${config.STORAGE_KIND}`);
  kind.check(config, (key, message) => {
    throw new Error(`${key}: ${message}`);
  });
  return kind.open(config);
}
