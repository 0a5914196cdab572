import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '../stack/ports.js';

export interface RedisServer {
  readonly url: string;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 10_000;

/** REDIS_URL, or a server of our own where one is installed, in memory and on a free port; null where neither is. */
export async function openRedis(env: NodeJS.ProcessEnv = process.env): Promise<RedisServer | null> {
  if (env.REDIS_URL) return { url: env.REDIS_URL, stop: () => Promise.resolve() };
  const program = ['redis-server', 'valkey-server'].find(
    (name) => spawnSync(name, ['--version']).status === 0,
  );
  if (!program) return null;
  const port = await freePort();
  const memoryOnly = [
    '--save',
    '',
    '--appendonly',
    'no',
    '--bind',
    '127.0.0.1',
    '--maxmemory-policy',
    'noeviction',
  ];
  const child = spawn(program, ['--port', String(port), ...memoryOnly], { stdio: 'ignore', cwd: '/' });
  const url = `redis://127.0.0.1:${port}`;
  await untilItAnswers(url);
  return {
    url,
    stop: async () => {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

async function untilItAnswers(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => undefined);
  try {
    for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end; await sleep(50)) {
      const isUp = await client.connect().then(
        () => true,
        () => false,
      );
      if (isUp) return;
    }
    throw new Error(`Redis does not answer at ${url}.`);
  } finally {
    client.disconnect();
  }
}
