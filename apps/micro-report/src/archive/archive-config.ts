import { storageConfigShape, type StorageConfig } from '@galley/storage';
import { z } from 'zod';

const seconds = (fallback: number): z.ZodDefault<z.ZodCoercedNumber> =>
  z.coerce.number().int().min(0).default(fallback);

/** Configuration keys of the archive, with those of its store. */
export const archiveConfigShape = {
  ...storageConfigShape,
  /** How long a signed link of an object store may be used; at most five minutes. */
  ARCHIVE_LINK_S: z.coerce.number().int().min(5).max(300).default(60),
  /** From a file's expiry to its removal: longer than any download takes. */
  ARCHIVE_GRACE_S: seconds(3_600),
  /** A stored file that no row knows is removed at this age, unfinished ones too; 0 = never. */
  ARCHIVE_ORPHAN_AGE_S: seconds(7 * 86_400),
  /** Between two rounds of the reaper in a worker; 0 = this worker does not reap. */
  ARCHIVE_REAP_EVERY_S: seconds(60),
} as const;

export interface ArchiveConfig extends StorageConfig {
  readonly ARCHIVE_LINK_S: number;
  readonly ARCHIVE_GRACE_S: number;
  readonly ARCHIVE_ORPHAN_AGE_S: number;
  readonly ARCHIVE_REAP_EVERY_S: number;
  /** Folder for files on their way from one place of the store to another. */
  readonly WORK_PATH: string;
}
