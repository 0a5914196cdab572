import { runMigrations } from 'bullmq';
import pg from 'pg';
import { grantDatabase } from './grant-database.js';
import { readMigrations } from './migrations-folder.js';
import { applyRepeatableSql } from './repeatable-sql.js';
import { withSchemaEngine } from './schema-engine.js';
import { ensureServiceRoles } from './service-roles.js';

export interface MigrateOptions {
  /** A URL that may create schemas, roles and grants. */
  readonly databaseUrl: string;
  readonly tenantSecret: string;
}

export interface MigrateResult {
  readonly migrations: readonly string[];
  readonly repeatableSql: boolean;
}

/** One migration at a time per database; the number is "galley" in no particular encoding. */
const MIGRATION_LOCK = 4_255_393;

/** Brings a database to the state this release needs. Safe to run again, and by several replicas at once. */
export async function migrateDatabase({ databaseUrl, tenantSecret }: MigrateOptions): Promise<MigrateResult> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'galley-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureServiceRoles(client, databaseUrl, tenantSecret);
    const migrations = await applyMigrations(databaseUrl);
    await runMigrations(client);
    const repeatableSql = await applyRepeatableSql(client, migrations.length > 0);
    await storeTenantSecret(client, tenantSecret);
    await grantDatabase(client);
    return { migrations, repeatableSql };
  } finally {
    await client.end();
  }
}

async function applyMigrations(databaseUrl: string): Promise<readonly string[]> {
  const migrationsList = await readMigrations();
  const filters = { externalTables: [], externalEnums: [] };
  const { appliedMigrationNames } = await withSchemaEngine(databaseUrl, undefined, (engine) =>
    engine.applyMigrations({ migrationsList, filters }),
  );
  return appliedMigrationNames;
}

async function storeTenantSecret(client: pg.Client, tenantSecret: string): Promise<void> {
  await client.query(
    `insert into internal.tenant_secret (id, secret) values (1, $1)
     on conflict (id) do update set secret = excluded.secret where tenant_secret.secret <> excluded.secret`,
    [tenantSecret],
  );
}
