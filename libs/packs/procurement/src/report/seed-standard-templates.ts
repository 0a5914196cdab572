import type { SqlClient } from '@galley/dataset';
import { keepStandardRow, keepStandardTemplate } from '@galley/template';
import { printSources, printTemplates } from '../print/print-templates.js';
import { seedPrintMappings } from '../print/seed-print-mappings.js';
import { lookupSources } from './lookup-sources.js';
import { standardTemplates, type StandardTemplate } from './standard-templates.js';

const SOURCE = { table: 'tb_dataset_source', organization_id: null, key: 'name' } as const;

/**
 * Brings the pack's sources, templates and print mappings into the platform catalogue (organization null), each new
 * version of a template with its immutable copy. Safe to run at every start: what is there and unedited follows the pack, what a person edited stays.
 * Needs the admin role, as row-level security keeps platform rows from everybody else.
 */
export async function seedStandardTemplates(client: SqlClient): Promise<void> {
  await client.query('BEGIN');
  try {
    // Two processes that start together must not both find nothing.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('galley.standard_templates'))`);
    for (const source of [...lookupSources, ...printSources]) {
      await keepStandardRow(client, SOURCE, { ...source, source_type: 'view' });
    }
    for (const standard of [...standardTemplates(), ...printTemplates()]) {
      await keepTemplate(client, standard);
    }
    await seedPrintMappings(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function keepTemplate(client: SqlClient, { source, template }: StandardTemplate): Promise<void> {
  const { source_type, source_name, source_params, builder_key, view_name, dialog } = template;
  const binding = { source_type, source_name, source_params, builder_key, view_name, dialog };
  const { id: dataset_source_id } = await keepStandardRow(client, SOURCE, { ...source, ...binding });
  await keepStandardTemplate(client, { organization_id: null, dataset_source_id }, template);
}
