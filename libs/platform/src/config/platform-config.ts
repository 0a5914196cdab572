import { z } from 'zod';
import { secret } from './secret.js';

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const postgresUrl = () => z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' });
const httpUrl = () => z.url({ protocol: /^https?$/, error: 'must be an http(s):// URL' });

const SECRETS = ['TENANT_SECRET', 'AUTH_SECRET', 'SERVICE_SECRET'] as const;
const JWKS = ['AUTH_JWKS_URL', 'AUTH_ISSUER', 'AUTH_AUDIENCE'] as const;

/** What both services need to serve a request. A library with keys of its own extends this shape in its service. */
export const platformConfigShape = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  HOST: z.string().default('127.0.0.1'),
  MICRO_REPORT_PORT: port(3000),
  MICRO_DATA_PORT: port(3001),
  /** Where micro-report finds micro-data. */
  MICRO_DATA_URL: httpUrl().default('http://127.0.0.1:3001'),
  DATABASE_APP_URL: postgresUrl(),
  DATABASE_SYSTEM_URL: postgresUrl(),
  /** Connections per database role and process. */
  DATABASE_POOL_SIZE: positive(10),
  /** Signs the tenant context that row-level security checks; the database holds the same value. */
  TENANT_SECRET: secret(),
  /** HS256 tokens of the local issuer. Exactly one of this and the JWKS trio. */
  AUTH_SECRET: secret().optional(),
  AUTH_JWKS_URL: httpUrl().optional(),
  AUTH_ISSUER: z.string().optional(),
  AUTH_AUDIENCE: z.string().optional(),
  /** Signs the short-lived tokens of micro-report for micro-data. */
  SERVICE_SECRET: secret(),
  /** With it the queue runs on Redis or Valkey instead of PostgreSQL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// URL' }).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  BODY_LIMIT_BYTES: positive(1_048_576),
  /** Per principal, or per address while nobody is known; 0 = no limit. One machine answers fewer than the default. */
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(0).default(600_000),
  /** How long a request may take to arrive; slow senders are cut off. */
  REQUEST_TIMEOUT_MS: positive(30_000),
  /** Longer than any client's idle connection, so that a reused socket is never reset. */
  KEEP_ALIVE_MS: positive(75_000),
  SHUTDOWN_GRACE_MS: positive(25_000),
  /** `true`, a number of hops, or addresses of the proxies whose X-Forwarded-For is believed. */
  TRUST_PROXY: z.string().optional(),
} as const;

/** The schema of a service: the platform's keys and its own, with the rules that concern several keys. */
export function serviceConfig<Shape extends z.core.$ZodLooseShape>(own: Shape) {
  // Checked even when single keys are wrong, so that one start reports every fault.
  return z
    .object({ ...platformConfigShape, ...own })
    .superRefine((config, context) => checkTogether(config as Partial<PlatformConfig>, context), {
      when: () => true,
    });
}

export const platformConfig = serviceConfig({});
export type PlatformConfig = Readonly<z.infer<z.ZodObject<typeof platformConfigShape>>>;

function checkTogether(config: Partial<PlatformConfig>, context: z.RefinementCtx): void {
  const fault = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message });
  const present = JWKS.filter((key) => config[key]);
  const missing = JWKS.filter((key) => !config[key]);
  if (config.AUTH_SECRET && present.length > 0) {
    fault('AUTH_SECRET', `cannot stand beside ${present.join(', ')}; choose one issuer`);
  }
  if (!config.AUTH_SECRET && present.length === 0) {
    fault('AUTH_SECRET', `is required, or else ${JWKS.join(', ')}`);
  }
  if (present.length > 0) {
    for (const key of missing) fault(key, `is required beside ${present.join(', ')}`);
  }
  if (config.NODE_ENV === 'production' && config.AUTH_JWKS_URL?.startsWith('http:')) {
    fault('AUTH_JWKS_URL', 'must be https in production');
  }
  SECRETS.forEach((key, index) => {
    const twin = SECRETS.slice(0, index).find((other) => config[other] && config[other] === config[key]);
    if (twin) fault(key, `must differ from ${twin}`);
  });
}
