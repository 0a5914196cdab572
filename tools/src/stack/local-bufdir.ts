import { startBufdirSimulator } from '@galley/pack-grants/demo';

export interface LocalBufdir {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Whom this clone submits Bufdir reports to: BUFDIR_API_URL where it is set, otherwise a simulator of its own. Only here: a
 * deployment that names no Bufdir submits nothing.
 */
export async function openLocalBufdir(env: NodeJS.ProcessEnv = process.env): Promise<LocalBufdir> {
  if (env.BUFDIR_API_URL) return { url: env.BUFDIR_API_URL, stop: () => Promise.resolve() };
  const simulator = await startBufdirSimulator();
  return { url: simulator.url, stop: () => simulator.close() };
}
