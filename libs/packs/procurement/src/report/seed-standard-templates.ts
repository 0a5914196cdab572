import { randomUUID } from 'node:crypto';
import { printSources, printTemplates } from '../print/print-templates.js';
import { seedPrintMappings } from '../print/seed-print-mappings.js';
import type { SqlClient } from '../sql-client.js';
import { lookupSources } from './lookup-sources.js';
import { keepStandardRow } from './standard-rows.js';
import { standardTemplates, type StandardTemplate } from './standard-templates.js';

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
      await keepStandardRow(client, 'tb_dataset_source', { ...source, source_type: 'view' });
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
  const { id: dataset_source_id } = await keepStandardRow(client, 'tb_dataset_source', {
    ...source,
    ...binding,
  });
  // Known by its type, so that a template that gets a better name stays the same template.
  const row = { ...template, dataset_source_id, is_standard: true };
  const kept = await keepStandardRow(client, 'tb_report_template', row, 'report_type');
  if (kept.outcome !== 'created' && kept.outcome !== 'updated') return;
  await client.query(
    `INSERT INTO platform.tb_report_template_version (id, template_id, version, snapshot) VALUES ($1, $2, $3, $4::json)`,
    [randomUUID(), kept.id, kept.version, JSON.stringify(template)],
  );
}
