import { loadConfig } from '../config/load-config.js';
import { platformConfig, type PlatformConfig } from '../config/platform-config.js';

/** Random for everybody to read: good for tests only. */
export const TEST_AUTH_SECRET = 'q7Vf2Zx9LmT4cRb8WnK1yHd6GsJ3pEuA5oXi';
export const TEST_SERVICE_SECRET = 'Bz5tYk8Qw1NfXj4RmD7uLc2HaV9sPg6eKo3S';
const TENANT_SECRET = 'Jw3nRp8Kx5VbQz1TfLd7YsGm4HcUe9Xa2oBi6';

export interface TestDatabase {
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly tenantSecret: string;
}

/** A valid configuration for tests: silent, without rate limit, on any free port. Without a database it reaches none. */
export function testConfig(
  database: TestDatabase | null,
  changes: Readonly<Record<string, string | undefined>> = {},
): PlatformConfig {
  return loadConfig(platformConfig, {
    NODE_ENV: 'test',
    MICRO_REPORT_PORT: '0',
    MICRO_DATA_PORT: '0',
    DATABASE_APP_URL: database?.appUrl ?? 'postgresql://nobody@127.0.0.1:1/none',
    DATABASE_SYSTEM_URL: database?.systemUrl ?? 'postgresql://nobody@127.0.0.1:1/none',
    TENANT_SECRET: database?.tenantSecret ?? TENANT_SECRET,
    AUTH_SECRET: TEST_AUTH_SECRET,
    SERVICE_SECRET: TEST_SERVICE_SECRET,
    LOG_LEVEL: 'silent',
    RATE_LIMIT_PER_MINUTE: '0',
    ...changes,
  });
}
