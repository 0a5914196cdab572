import { createHmac } from 'node:crypto';

/** The roles that services connect as; created by `migrate`, never owners of anything. */
export const SERVICE_ROLES = ['galley_app', 'galley_system', 'galley_data'] as const;
export type ServiceRole = (typeof SERVICE_ROLES)[number];

/**
 * Password of a service role, derived from TENANT_SECRET so that the migration which sets it and the service which
 * uses it agree without a third secret to hand around, and two deployments of one secret never quarrel over it.
 */
export function rolePassword(tenantSecret: string, role: ServiceRole): string {
  return createHmac('sha256', tenantSecret).update(`role:${role}`).digest('base64url');
}

/** `databaseUrl` as seen by one of the service roles: same server, database and parameters, other credentials. */
export function roleUrl(databaseUrl: string, tenantSecret: string, role: ServiceRole): string {
  const url = new URL(databaseUrl);
  url.username = role;
  url.password = rolePassword(tenantSecret, role);
  return url.href;
}

const ROLE_URL = /^DATABASE_(APP|SYSTEM|DATA)_URL$/;

/**
 * Completes a configuration's role URLs: one without a password gets the derived one, so that a deployment states
 * where its database is and keeps one secret, not four.
 */
export function withRolePasswords<Config extends Readonly<Record<string, unknown>>>(config: Config): Config {
  const { TENANT_SECRET: secret } = config;
  if (typeof secret !== 'string') return config;
  const completed = Object.entries(config).map(([key, value]) => {
    if (!ROLE_URL.test(key) || typeof value !== 'string') return [key, value];
    const url = new URL(value);
    const role = SERVICE_ROLES.find((name) => name === url.username);
    return [key, role && !url.password ? roleUrl(value, secret, role) : value];
  });
  return Object.fromEntries(completed) as Config;
}
