import { Module, type DynamicModule, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { ApiKeys } from './auth/api-keys.js';
import { AuthGuard } from './auth/auth.guard.js';
import { Authenticator } from './auth/authenticator.js';
import { MemberRights } from './auth/member-rights.js';
import { Organizations } from './auth/organizations.js';
import { PrincipalSources } from './auth/principal-sources.js';
import { RateLimiter } from './auth/rate-limiter.js';
import { ServiceTokens } from './auth/service-tokens.js';
import { UserTokens } from './auth/user-tokens.js';
import type { Environment } from './config/load-config.js';
import type { PlatformConfig } from './config/platform-config.js';
import { CONFIG, ENVIRONMENT, SERVICE_NAME, type ServiceName } from './config/tokens.js';
import { Database } from './database/database.js';
import { ProblemFilter } from './errors/problem.filter.js';
import { clockCheck, databaseCheck } from './health/database-checks.js';
import { HealthController } from './health/health.controller.js';
import { Health } from './health/health.js';
import { DtoPipe } from './http/validation.pipe.js';
import { Logger } from './logging/logger.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { Metrics } from './metrics/metrics.js';

export interface PlatformOptions<Config extends PlatformConfig = PlatformConfig> {
  readonly service: ServiceName;
  /** Injected as `CONFIG`; may carry the service's own keys. */
  readonly config: Config;
  /** The environment as it was at start, for rows that name a variable (`data_source.url_env`). */
  readonly environment?: Environment;
  /** Where log lines go; standard output unless a test reads along. */
  readonly logger?: Logger;
}

/** What every process of the house stands on: configuration, database, log, metrics, health, and the one guard. */
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    health: Health,
  ) {
    health.register(databaseCheck(database));
    health.register(clockCheck(database));
  }

  static forRoot(options: PlatformOptions): DynamicModule {
    const shared = sharedProviders(options);
    return {
      module: PlatformModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [HealthController, MetricsController],
      providers: [
        ...shared,
        ProblemFilter,
        Organizations,
        ApiKeys,
        MemberRights,
        PrincipalSources,
        RateLimiter,
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_FILTER, useExisting: ProblemFilter },
        { provide: APP_PIPE, useClass: DtoPipe },
      ],
      exports: [...shared, ProblemFilter],
    };
  }

  /** After requests and workers have finished: `onModuleDestroy` would be too early. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
    this.logger.flush();
  }
}

function sharedProviders({ service, config, environment = {}, logger }: PlatformOptions): Provider[] {
  return [
    { provide: CONFIG, useValue: config },
    { provide: SERVICE_NAME, useValue: service },
    { provide: ENVIRONMENT, useValue: environment },
    { provide: Logger, useFactory: () => logger ?? new Logger({ service, level: config.LOG_LEVEL }) },
    {
      provide: Database,
      useFactory: () =>
        new Database({
          appUrl: config.DATABASE_APP_URL,
          systemUrl: config.DATABASE_SYSTEM_URL,
          tenantSecret: config.TENANT_SECRET,
          poolSize: config.DATABASE_POOL_SIZE,
        }),
    },
    { provide: UserTokens, useFactory: () => new UserTokens(config) },
    { provide: ServiceTokens, useFactory: () => new ServiceTokens(config.SERVICE_SECRET) },
    Metrics,
    Health,
    Authenticator,
  ];
}
