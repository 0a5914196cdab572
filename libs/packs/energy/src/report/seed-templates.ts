import { keepStandardRow, keepStandardTemplate, type TemplateFields } from '@galley/template';
import type { SqlClient } from '@galley/dataset';
import { standardSources } from './standard-sources.js';
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
    for (const { id } of rows) added += await keepTemplates(client, String(id), organizationTemplates());
    await client.query('COMMIT');
    return { added };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** The same for one organization, in the caller's transaction: what a new organization is born with. */
export async function seedOrganizationTemplates(client: SqlClient, organizationId: string): Promise<Seeded> {
  const names = standardSources().map(({ name }) => name);
  const { rows } = await client.query(
    `SELECT count(*)::integer AS known FROM platform.tb_dataset_source
     WHERE organization_id IS NULL AND deleted_at IS NULL AND name = ANY ($1::text[])`,
    [names],
  );
  // The catalogue is brought up to date at every start; here it only must not be missing.
  const added = rows[0]?.known === names.length ? 0 : await seedCatalogue(client);
  return { added: added + (await keepTemplates(client, organizationId, organizationTemplates())) };
}

async function seedCatalogue(client: SqlClient): Promise<number> {
  // Two processes that start together must not both find nothing.
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('galley.energy_templates'))::text AS locked`);
  for (const source of standardSources()) {
    await keepStandardRow(
      client,
      { table: 'tb_dataset_source', organization_id: null, key: 'name' },
      { ...source },
    );
  }
  return keepTemplates(client, null, platformTemplates());
}

async function keepTemplates(
  client: SqlClient,
  organizationId: string | null,
  templates: readonly TemplateFields[],
): Promise<number> {
  let added = 0;
  for (const template of templates) added += await keepTemplate(client, organizationId, template);
  return added;
}

async function keepTemplate(
  client: SqlClient,
  organization_id: string | null,
  template: TemplateFields,
): Promise<number> {
  const { rows } = await client.query(
    'SELECT id::text AS id FROM platform.tb_dataset_source WHERE organization_id IS NULL AND name = $1 AND deleted_at IS NULL',
    [template.builder_key],
  );
  const place = { organization_id, dataset_source_id: String(rows[0]?.id) };
  const { outcome } = await keepStandardTemplate(client, place, template);
  return outcome === 'created' ? 1 : 0;
}
