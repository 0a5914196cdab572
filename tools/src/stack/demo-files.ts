import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DemoFile } from '@galley/pack-energy/demo';
import { openFileStore, storageConfigShape } from '@galley/storage';
import { z } from 'zod';

/** Runs `work` with what puts files of the demo where a service with this environment looks for them. */
export async function withDemoFiles(
  env: NodeJS.ProcessEnv,
  work: (keep: (file: DemoFile) => Promise<void>) => Promise<void>,
): Promise<void> {
  const store = await openFileStore(z.object(storageConfigShape).parse(env));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'galley-demo-'));
  const local = path.join(folder, 'file');
  try {
    await work(async ({ key, text, size, sha256, media_type }) => {
      // Left by a start that ended before it was committed; a key is never written twice.
      await store.delete(key);
      await writeFile(local, text);
      await store.put(key, local, { size, sha256, media_type });
      await rm(local);
    });
  } finally {
    store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
