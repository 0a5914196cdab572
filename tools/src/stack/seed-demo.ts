import { seedEnergyDemo } from '@galley/pack-energy/demo';
import { seedEnergyTemplates } from '@galley/pack-energy/report';
import { seedDemo } from '@galley/pack-procurement/demo';
import { seedStandardTemplates } from '@galley/pack-procurement/report';
import pg from 'pg';

/** The standard templates and the demo organization; safe to run at every start. */
export async function seedLocalDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await seedStandardTemplates(client);
    await seedDemo(client);
    await seedEnergyDemo(client);
    // After the demo's organizations are there: each gets the pack's templates of its own.
    await seedEnergyTemplates(client);
  } finally {
    await client.end();
  }
}
