import type { SqlClient } from '@galley/dataset';
import { keepBuilderSources, keepBuilderTemplates } from '@galley/template';
import { energyBuilders } from '../data/index.js';
import { organizationTemplates, platformTemplates } from './standard-templates.js';

/** How many templates were added. */
export interface Seeded {
  readonly added: number;
}

/**
 * Brings the pack's sources and shared templates into the platform catalogue, and its six templates into every
 * organization there is. Safe to run at every start: a second run adds nothing. Needs a role that may write rows of the
 * platform, and its own connection.
 */
export async function seedEnergyTemplates(client: SqlClient): Promise<Seeded> {
  await client.query('BEGIN');
  try {
    let added = await seedCatalogue(client);
    const { rows } = await client.query('SELECT id::text AS id FROM platform.organization ORDER BY id');
    for (const { id } of rows)
      added += await keepBuilderTemplates(client, String(id), organizationTemplates());
    await client.query('COMMIT');
    return { added };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** The same for one organization, in the caller's transaction: what a new organization is born with. */
export async function seedOrganizationTemplates(client: SqlClient, organizationId: string): Promise<Seeded> {
  const names = energyBuilders.map(({ key }) => key);
  const { rows } = await client.query(
    `SELECT count(*)::integer AS known FROM platform.tb_dataset_source
     WHERE organization_id IS NULL AND deleted_at IS NULL AND name = ANY ($1::text[])`,
    [names],
  );
  // The catalogue is brought up to date at every start; here it only must not be missing.
  const added = rows[0]?.known === names.length ? 0 : await seedCatalogue(client);
  return { added: added + (await keepBuilderTemplates(client, organizationId, organizationTemplates())) };
}

async function seedCatalogue(client: SqlClient): Promise<number> {
  // Two processes that start together must not both find nothing.
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('galley.energy_templates'))::text AS locked`);
  await keepBuilderSources(client, energyBuilders);
  return keepBuilderTemplates(client, null, platformTemplates());
}
