import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrateDatabase } from '../migrate/migrate-database.js';
import { startEmbeddedServer } from '../stack/embedded-server.js';
import { sharedTenantSecret } from '../stack/secrets.js';
import { endAbandonedServers, testFolderPrefix } from './abandoned-servers.js';
import { TEST_SERVER_VARIABLE, withDatabase, type TestServerFacts } from './test-server-facts.js';

let stop: (() => Promise<void>) | undefined;

/** Durability costs most of a test's time and is worth nothing there. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };

/**
 * One PostgreSQL for the whole test run, with one migrated database in it for suites to clone: an embedded server, or
 * the one DATABASE_URL names, which other runs may be using at the same time.
 */
export async function startTestServer(env: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (env[TEST_SERVER_VARIABLE]) return;
  const run = `galley_test_${randomBytes(4).toString('hex')}`;
  const server = env.DATABASE_URL ? given(env.DATABASE_URL) : await embedded();
  const facts: TestServerFacts = {
    admin_url: server.adminUrl,
    template: `${run}_template`,
    clone_prefix: `${run}_`,
    tenant_secret: env.TENANT_SECRET || sharedTenantSecret(server.adminUrl),
  };
  stop = async () => {
    delete env[TEST_SERVER_VARIABLE];
    if (server.isShared) await dropDatabases(facts);
    await server.stop();
  };
  await execute(facts.admin_url, `create database ${facts.template}`);
  await migrateDatabase({
    databaseUrl: withDatabase(facts.admin_url, facts.template),
    tenantSecret: facts.tenant_secret,
  });
  env[TEST_SERVER_VARIABLE] = JSON.stringify(facts);
}

export async function stopTestServer(): Promise<void> {
  await stop?.();
  stop = undefined;
}

interface Server {
  readonly adminUrl: string;
  readonly isShared: boolean;
  stop(): Promise<void>;
}

function given(adminUrl: string): Server {
  return { adminUrl, isShared: true, stop: () => Promise.resolve() };
}

async function embedded(): Promise<Server> {
  await endAbandonedServers();
  const folder = await mkdtemp(path.join(os.tmpdir(), testFolderPrefix(process.pid)));
  const server = await startEmbeddedServer({
    folder,
    password: randomBytes(18).toString('hex'),
    settings: FAST,
  });
  const remove = (target: string): Promise<void> => rm(target, { recursive: true, force: true });
  return {
    adminUrl: server.url('postgres'),
    isShared: false,
    stop: async () => {
      await server.stop();
      await Promise.all([remove(folder), remove(server.folder)]);
    },
  };
}

async function dropDatabases({ admin_url, clone_prefix }: TestServerFacts): Promise<void> {
  const client = new pg.Client({ connectionString: admin_url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [clone_prefix],
    );
    for (const { datname } of rows) {
      await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
    }
  } finally {
    await client.end();
  }
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
