import { seedEnergyTemplates } from '@galley/pack-energy/report';
import { seedGrantsTemplates } from '@galley/pack-grants/report';
import { seedMonitoringTemplates } from '@galley/pack-monitoring/report';
import pg from 'pg';
import { migrateDatabase } from './migrate/migrate-database.js';
import { withLocalDatabase } from './stack/local-database.js';
import { sharedTenantSecret } from './stack/secrets.js';

// npm run migrate: the database of this clone, or of DATABASE_URL; `node tools/dist/migrate.js` is the job of a
// deployment, which says both DATABASE_URL and TENANT_SECRET and whose disk may be read-only.
const { DATABASE_URL, TENANT_SECRET, NODE_ENV } = process.env;

if (DATABASE_URL) {
  if (!TENANT_SECRET && NODE_ENV === 'production')
    throw new Error('TENANT_SECRET: is required beside DATABASE_URL');
  await migrate(DATABASE_URL, TENANT_SECRET ?? sharedTenantSecret(DATABASE_URL));
} else {
  await withLocalDatabase((url, secrets) => migrate(url, secrets.TENANT_SECRET));
}

async function migrate(databaseUrl: string, tenantSecret: string): Promise<void> {
  const { migrations, repeatableSql } = await migrateDatabase({ databaseUrl, tenantSecret });
  for (const name of migrations) console.log(`applied ${name}`);
  const added = await seedTemplates(databaseUrl);
  if (added > 0) console.log(`${added} standard templates added`);
  console.log(repeatableSql ? 'views, functions, policies and grants renewed' : 'the database is up to date');
}

/** Every organization has the templates that packs give it, its own and shared ones, also those that were there before the pack. */
async function seedTemplates(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    let added = 0;
    for (const seed of [seedEnergyTemplates, seedGrantsTemplates, seedMonitoringTemplates])
      added += (await seed(client)).added;
    return added;
  } finally {
    await client.end();
  }
}
