import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from '../logging/logger.js';
import type { PlatformOptions } from '../platform.module.js';
import { buildService } from './build-service.js';
import { shutDownOnSignals } from './shutdown.js';

/** Builds the service, listens on its port, and ends in good order on SIGTERM and SIGINT. */
export async function startService(root: Type, options: PlatformOptions): Promise<NestFastifyApplication> {
  const { service, config } = options;
  const app = await buildService(root, options);
  shutDownOnSignals(app, config.SHUTDOWN_GRACE_MS);
  const port = service === 'micro-data' ? config.MICRO_DATA_PORT : config.MICRO_REPORT_PORT;
  await app.listen(port, config.HOST);
  app.get(Logger).info('listening', { host: config.HOST, port });
  return app;
}
