import { z } from 'zod';
import { ConfigError, loadConfig } from './load-config.js';
import { platformConfig, serviceConfig } from './platform-config.js';

const SECRETS = {
  TENANT_SECRET: 'Jw3nRp8Kx5VbQz1TfLd7YsGm4HcUe9Xa2oBi6',
  AUTH_SECRET: 'q7Vf2Zx9LmT4cRb8WnK1yHd6GsJ3pEuA5oXi',
  SERVICE_SECRET: 'Bz5tYk8Qw1NfXj4RmD7uLc2HaV9sPg6eKo3S',
};
const VALID = {
  ...SECRETS,
  DATABASE_APP_URL: 'postgresql://app@localhost/galley',
  DATABASE_SYSTEM_URL: 'postgres://system@localhost/galley',
};

function faultsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    loadConfig(platformConfig, { ...VALID, ...env });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('loadConfig', () => {
  test('fills in defaults, converts numbers and freezes the result', () => {
    const config = loadConfig(platformConfig, { ...VALID, MICRO_DATA_PORT: '4001', PATH: '/bin' });
    expect(config).toMatchObject({ HOST: '127.0.0.1', MICRO_REPORT_PORT: 3000, MICRO_DATA_PORT: 4001 });
    expect(config).not.toHaveProperty('PATH');
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('reports every fault in one message, and no value', () => {
    const faults = faultsOf({
      MICRO_DATA_PORT: 'seventy',
      DATABASE_APP_URL: 'mysql://root:hunter2@localhost',
      DATABASE_SYSTEM_URL: '',
      AUTH_SECRET: undefined,
      SERVICE_SECRET: 'hunter2',
    });
    expect(new Set(faults.map((fault) => fault.split(':')[0]))).toEqual(
      new Set([
        'AUTH_SECRET',
        'DATABASE_APP_URL',
        'DATABASE_SYSTEM_URL',
        'MICRO_DATA_PORT',
        'SERVICE_SECRET',
      ]),
    );
    expect(faults.join()).not.toContain('hunter2');
    expect(faults).toContain('DATABASE_SYSTEM_URL: is required');
  });

  test.each([
    'short',
    'a'.repeat(64),
    'abababababababababababababababababab',
    'changeme-changeme-changeme-changeme-changeme',
    'your-secret-key-must-be-replaced-in-production',
    'galley-local-development-secret-0123456789',
    'this is a very secret test password 1234567890',
  ])('refuses the secret %p', (value) => {
    expect(faultsOf({ TENANT_SECRET: value })).toHaveLength(1);
  });

  test('refuses one secret for two purposes', () => {
    expect(faultsOf({ SERVICE_SECRET: SECRETS.TENANT_SECRET })).toEqual([
      'SERVICE_SECRET: must differ from TENANT_SECRET',
    ]);
  });

  const jwks = {
    AUTH_JWKS_URL: 'https://issuer.example.org/jwks',
    AUTH_ISSUER: 'https://issuer.example.org',
    AUTH_AUDIENCE: 'galley',
  };

  test.each([
    ['a complete foreign issuer', { ...jwks, AUTH_SECRET: undefined }, 0],
    ['half a foreign issuer', { AUTH_JWKS_URL: jwks.AUTH_JWKS_URL, AUTH_SECRET: undefined }, 2],
    ['two issuers', jwks, 1],
    ['no issuer', { AUTH_SECRET: undefined }, 1],
    [
      'keys over plain HTTP',
      { ...jwks, AUTH_SECRET: undefined, AUTH_JWKS_URL: 'http://issuer.example.org/jwks' },
      1,
    ],
  ])('finds the faults of %s', (_name, env, count) => {
    expect(faultsOf(env)).toHaveLength(count);
  });

  test("adds a service's own keys to the platform's", () => {
    const schema = serviceConfig({ RENDER_THREADS: z.coerce.number().default(2) });
    expect(loadConfig(schema, { ...VALID, RENDER_THREADS: '3' })).toMatchObject({
      RENDER_THREADS: 3,
      HOST: '127.0.0.1',
    });
  });
});
