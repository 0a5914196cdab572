import { randomBytes } from 'node:crypto';
import { roleUrl } from '@galley/platform';
import pg from 'pg';
import { grantDatabase } from '../migrate/grant-database.js';
import { TEST_SERVER_VARIABLE, withDatabase, type TestServerFacts } from './test-server-facts.js';

export interface ClonedDatabase {
  /** The administrator's URL. */
  readonly url: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly dataUrl: string;
  readonly tenantSecret: string;
  /** Ends every session and removes the database. */
  drop(): Promise<void>;
}

/**
 * A migrated, empty database of the suite's own. Call it in `beforeAll` of an `*.int-spec.ts` or `*.e2e-spec.ts` and
 * `drop()` in `afterAll`, after closing what connects to it.
 */
export async function cloneDatabase(): Promise<ClonedDatabase> {
  return cloneOf(testServer().template);
}

/**
 * The same with what `prepare` puts in, which is done once in a test run for all suites that ask under this name: rows
 * that take seconds to make are copied in less than one.
 */
export async function clonePrepared(
  name: string,
  prepare: (admin: pg.Client) => Promise<void>,
): Promise<ClonedDatabase> {
  const facts = testServer();
  const template = `${facts.clone_prefix}of_${name}`;
  await asAdmin(facts.admin_url, async (client) => {
    // Ends with the connection; other suites wait for the one that prepares.
    await client.query('select pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount) return;
    const making = await cloneDatabase();
    await asAdmin(making.url, prepare);
    await client.query(`alter database ${new URL(making.url).pathname.slice(1)} rename to ${template}`);
  });
  return cloneOf(template);
}

async function cloneOf(template: string): Promise<ClonedDatabase> {
  const facts = testServer();
  const name = `${facts.clone_prefix}${randomBytes(4).toString('hex')}`;
  await asAdmin(facts.admin_url, (client) => client.query(`create database ${name} template ${template}`));
  const url = withDatabase(facts.admin_url, name);
  await asAdmin(url, grantDatabase);
  return {
    url,
    appUrl: roleUrl(url, facts.tenant_secret, 'galley_app'),
    systemUrl: roleUrl(url, facts.tenant_secret, 'galley_system'),
    dataUrl: roleUrl(url, facts.tenant_secret, 'galley_data'),
    tenantSecret: facts.tenant_secret,
    drop: () =>
      asAdmin(facts.admin_url, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

function testServer(): TestServerFacts {
  const facts = process.env[TEST_SERVER_VARIABLE];
  if (!facts)
    throw new Error(
      'No test database: name the file *.int-spec.ts or *.e2e-spec.ts so that Jest starts one.',
    );
  return JSON.parse(facts) as TestServerFacts;
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
