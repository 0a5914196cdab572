import { resolve } from 'node:path';
import { z } from 'zod';
import type { StoreKind } from '../store-kind.js';
import { DiskStore } from './disk-store.js';

const config = {
  /** Folder of the archive; every process of the service must see the same one. */
  STORAGE_PATH: z.string().default('.galley/files'),
} as const;

export const diskKind: StoreKind<typeof config> = {
  key: 'disk',
  config,
  check() {},
  open: ({ STORAGE_PATH }) => new DiskStore(resolve(STORAGE_PATH)),
};
