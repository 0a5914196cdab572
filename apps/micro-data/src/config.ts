import { serviceConfig, type Environment, type PlatformConfig } from '@galley/platform';
import { z } from 'zod';
import type { DataSessionsConfig } from './sessions/data-sessions-config.js';

const milliseconds = (fallback: number) => z.coerce.number().int().positive().default(fallback);

/** Configuration of micro-data: the platform's keys and its own. */
export const microDataConfig = serviceConfig({
  /** Connects as `galley_data`: read-only, business data only. */
  DATABASE_DATA_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }),
  DATA_CONNECT_TIMEOUT_MS: milliseconds(5_000),
  /** How long a request waits for a free connection of a busy data source. */
  DATA_WAIT_TIMEOUT_MS: milliseconds(30_000),
  /** How far past its time limit a statement may run before it is cancelled from outside. */
  DATA_WATCHDOG_GRACE_MS: milliseconds(1_000),
  /** Of one file of records. */
  IMPORT_LIMIT_BYTES: z.coerce.number().int().positive().default(268_435_456),
  IMPORT_MAX_ROWS: z.coerce.number().int().positive().default(2_000_000),
  /** How long the transaction of one file may take. */
  IMPORT_TIMEOUT_MS: milliseconds(900_000),
});

export type MicroDataConfig = PlatformConfig & Readonly<z.infer<typeof microDataConfig>>;

const URL_ENV = /^[A-Z][A-Z0-9_]*$/;
/** Variables of the services: whatever a row of `data_source` says, no report reads through them. */
const OWN_VARIABLE = /^(DATABASE_|GALLEY_|PG)/;

/**
 * The URLs that rows of `data_source` may name by `url_env`: the environment as it was at start, since which variables
 * are named is known only from the database.
 */
export function dataSessionsConfig(config: MicroDataConfig, environment: Environment): DataSessionsConfig {
  const named = new Map(Object.entries(environment).filter(([key]) => isDataVariable(key)));
  return {
    urlOf: (urlEnv) => {
      if (urlEnv === null) return config.DATABASE_DATA_URL;
      const url = named.get(urlEnv);
      return url && /^postgres(ql)?:\/\//.test(url) ? url : null;
    },
    tenantSecret: config.TENANT_SECRET,
    connectTimeoutMs: config.DATA_CONNECT_TIMEOUT_MS,
    waitTimeoutMs: config.DATA_WAIT_TIMEOUT_MS,
    watchdogGraceMs: config.DATA_WATCHDOG_GRACE_MS,
  };
}

function isDataVariable(key: string): boolean {
  return URL_ENV.test(key) && !OWN_VARIABLE.test(key) && !(key in microDataConfig.shape);
}
