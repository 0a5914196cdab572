import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { requireDeclaredAccess } from '../auth/require-declared-access.js';
import { Health } from '../health/health.js';
import { Logger } from '../logging/logger.js';
import { NestLogBridge } from '../logging/nest-log-bridge.js';
import { Metrics } from '../metrics/metrics.js';
import { mountDocumentation } from '../openapi/mount-documentation.js';
import { PlatformModule, type PlatformOptions } from '../platform.module.js';
import { createAdapter } from './fastify-adapter.js';
import { addRequestHooks } from './request-hooks.js';

/** Root of the module graph: the platform and the service's own module side by side. */
@Module({})
class ServiceRoot {}

/**
 * Builds a service that is ready to answer (through `listen` or `inject`), without listening yet. The root module
 * must not import `PlatformModule`: it is global. Throws when a route declares no access.
 */
export async function buildService(root: Type, options: PlatformOptions): Promise<NestFastifyApplication> {
  const adapter = createAdapter(options.config);
  const fastify = adapter.getInstance();
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: ServiceRoot, imports: [PlatformModule.forRoot(options), root] },
    adapter,
    { bodyParser: false, bufferLogs: true, abortOnError: false },
  );
  const logger = app.get(Logger);
  app.useLogger(new NestLogBridge(logger));
  addRequestHooks(fastify, {
    logger,
    metrics: app.get(Metrics),
    health: app.get(Health),
  });
  requireDeclaredAccess(app);
  await app.init();
  mountDocumentation(app, options);
  await fastify.ready();
  return app;
}
