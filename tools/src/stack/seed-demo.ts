import { seedEnergyDemo, seedEnergyHistory } from '@galley/pack-energy/demo';
import { seedEnergyTemplates } from '@galley/pack-energy/report';
import { seedGrantsDemo } from '@galley/pack-grants/demo';
import { seedGrantsTemplates } from '@galley/pack-grants/report';
import { seedMonitoringDemo } from '@galley/pack-monitoring/demo';
import { seedMonitoringTemplates } from '@galley/pack-monitoring/report';
import { seedDemo } from '@galley/pack-procurement/demo';
import { seedStandardTemplates } from '@galley/pack-procurement/report';
import pg from 'pg';
import { withDemoFiles } from './demo-files.js';

/**
 * The standard templates and the demo's organizations; safe to run at every start. `env` says where files are kept, as it
 * does to the services.
 */
export async function seedLocalDatabase(databaseUrl: string, env: NodeJS.ProcessEnv): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await seedStandardTemplates(client);
    await seedDemo(client);
    await seedEnergyDemo(client);
    // After the demo's organizations are there: each gets the pack's templates of its own.
    await seedEnergyTemplates(client);
    await seedGrantsTemplates(client);
    await seedMonitoringTemplates(client);
    await seedGrantsDemo(client);
    await seedMonitoringDemo(client);
    await withDemoFiles(env, (keep) => seedEnergyHistory(client, keep));
  } finally {
    await client.end();
  }
}
