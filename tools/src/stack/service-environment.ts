import path from 'node:path';
import { roleUrl } from '@galley/platform';
import type { Secrets } from './secrets.js';
import { GALLEY_FOLDER } from './state.js';

export interface ServicePorts {
  readonly report: number;
  readonly data: number;
  /** The worker's health and metrics. */
  readonly worker: number;
}

/** What the services of this clone are told: our answers first, then whatever the caller's environment says instead. */
export function serviceEnvironment(
  databaseUrl: string,
  secrets: Secrets,
  ports: ServicePorts,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    MICRO_DATA_URL: `http://127.0.0.1:${ports.data}`,
    DATABASE_APP_URL: roleUrl(databaseUrl, secrets.TENANT_SECRET, 'galley_app'),
    DATABASE_SYSTEM_URL: roleUrl(databaseUrl, secrets.TENANT_SECRET, 'galley_system'),
    DATABASE_DATA_URL: roleUrl(databaseUrl, secrets.TENANT_SECRET, 'galley_data'),
    STORAGE_PATH: path.join(GALLEY_FOLDER, 'files'),
    ...env,
    MICRO_REPORT_PORT: String(ports.report),
    MICRO_DATA_PORT: String(ports.data),
    WORKER_PORT: String(ports.worker),
    AUTH_SECRET: secrets.AUTH_SECRET,
    SERVICE_SECRET: secrets.SERVICE_SECRET,
    TENANT_SECRET: secrets.TENANT_SECRET,
    // The administrator's URL is for migrations; a service that has it could be made to use it.
    DATABASE_URL: undefined,
  };
}
