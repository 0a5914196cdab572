import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GALLEY_FOLDER } from './state.js';

export interface Secrets {
  readonly AUTH_SECRET: string;
  readonly SERVICE_SECRET: string;
  readonly TENANT_SECRET: string;
  /** Superuser of the embedded server. */
  readonly POSTGRES_PASSWORD: string;
}

const NAMES = ['AUTH_SECRET', 'SERVICE_SECRET', 'TENANT_SECRET', 'POSTGRES_PASSWORD'] as const;
const FILE = path.join(GALLEY_FOLDER, 'secrets.json');
const OWNER_ONLY = 0o600;

/** This clone's secrets: the environment's where it has them, otherwise made once and kept for its owner only. */
export async function localSecrets(env: NodeJS.ProcessEnv = process.env): Promise<Secrets> {
  const kept = await keptSecrets();
  const shared = env.DATABASE_URL ? { TENANT_SECRET: sharedTenantSecret(env.DATABASE_URL) } : {};
  const given = Object.fromEntries(NAMES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  return { ...kept, ...shared, ...given };
}

/**
 * The tenant secret of clones and test runs that share one server. The service roles belong to the whole server, so
 * their passwords, derived from this, must be the same for everybody who may administer it.
 */
export function sharedTenantSecret(databaseUrl: string): string {
  const { username, password, port } = new URL(databaseUrl);
  return createHash('sha256').update(`galley:${username}:${password}:${port}`).digest('base64url');
}

async function keptSecrets(): Promise<Secrets> {
  const text = await readFile(FILE, 'utf8').catch(() => null);
  const found = (text === null ? {} : JSON.parse(text)) as Partial<Secrets>;
  if (NAMES.every((name) => found[name])) return found as Secrets;
  const made = Object.fromEntries(NAMES.map((name) => [name, randomBytes(36).toString('base64url')]));
  const secrets = { ...made, ...found } as Secrets;
  await mkdir(GALLEY_FOLDER, { recursive: true });
  await writeFile(`${FILE}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: OWNER_ONLY });
  await rename(`${FILE}.new`, FILE);
  return secrets;
}
