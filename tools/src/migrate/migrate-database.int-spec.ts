import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { cloneDatabase, type ClonedDatabase } from '../testing/clone-database.js';
import { TEST_SERVER_VARIABLE, withDatabase, type TestServerFacts } from '../testing/test-server-facts.js';
import { diffSchema } from './diff-schema.js';
import { migrateDatabase } from './migrate-database.js';

describe('migrateDatabase', () => {
  let clone: ClonedDatabase;

  beforeAll(async () => {
    clone = await cloneDatabase();
  });
  afterAll(() => clone.drop());

  const migrate = (databaseUrl = clone.url) =>
    migrateDatabase({ databaseUrl, tenantSecret: clone.tenantSecret });

  it('has nothing to do the second and third time', async () => {
    await expect(migrate()).resolves.toEqual({ migrations: [], repeatableSql: false });
    await expect(migrate()).resolves.toEqual({ migrations: [], repeatableSql: false });
  });

  it('renews views, functions, policies and grants when a file is not as it was recorded', async () => {
    await query(clone.url, `update internal.repeatable_sql set hash = 'older' where name like '%grants.sql'`);
    await query(clone.url, 'grant usage on schema tenant to galley_data');
    await expect(migrate()).resolves.toEqual({ migrations: [], repeatableSql: true });
    const [row] = await query(
      clone.url,
      `select has_schema_privilege('galley_data', 'tenant', 'usage') as granted`,
    );
    expect(row).toEqual({ granted: false });
  });

  it('lets several replicas migrate new databases of one server at the same time', async () => {
    const facts = JSON.parse(process.env[TEST_SERVER_VARIABLE] ?? '{}') as TestServerFacts;
    const names = [0, 1].map(() => `${facts.clone_prefix}${randomBytes(4).toString('hex')}`);
    for (const name of names) await query(facts.admin_url, `create database ${name}`);
    const urls = names.map((name) => withDatabase(facts.admin_url, name));
    const results = await Promise.all([...urls, ...urls].map((url) => migrate(url)));
    expect(results.filter((result) => result.migrations.length > 0)).toHaveLength(names.length);
    for (const name of names) await query(facts.admin_url, `drop database ${name} with (force)`);
  });

  it('produces exactly the data model of prisma/schema', async () => {
    await expect(diffSchema(clone.url)).resolves.toBe('');
  });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}
