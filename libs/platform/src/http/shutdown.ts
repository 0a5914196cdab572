import type { INestApplicationContext } from '@nestjs/common';
import { Health } from '../health/health.js';
import { Logger } from '../logging/logger.js';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * On the first signal: not ready, no new connections, requests and jobs under way finish. When the grace has passed
 * the process ends anyway (exit code 1); a second signal ends it at once.
 */
export function shutDownOnSignals(app: INestApplicationContext, grace_ms: number): void {
  let isClosing = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isClosing) process.exit(1);
    isClosing = true;
    void shutDown(app, signal, grace_ms).then((code) => process.exit(code));
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

async function shutDown(
  app: INestApplicationContext,
  signal: NodeJS.Signals,
  grace_ms: number,
): Promise<number> {
  const logger = app.get(Logger);
  logger.info('shutting down', { signal });
  app.get(Health).drain();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<number>((resolve) => {
    timer = setTimeout(() => {
      logger.warn('shutdown grace has passed; ending with work under way', { timeout_ms: grace_ms });
      resolve(1);
    }, grace_ms);
  });
  const closed = app.close().then(
    () => 0,
    (error: unknown) => {
      logger.error('shutdown failed', { error });
      return 1;
    },
  );
  const code = await Promise.race([closed, late]);
  clearTimeout(timer);
  logger.info('shut down', { signal, code });
  logger.flush();
  return code;
}
