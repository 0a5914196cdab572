import { randomUUID } from 'node:crypto';
import type { SqlClient } from '@galley/dataset';
import type { TemplateFields } from '../template-fields.js';
import { keepStandardRow, type StandardRow } from './keep-standard-row.js';

/** Whose a standard template is (null = everybody's), and the registered source that it reads. */
export interface StandardTemplatePlace {
  readonly organization_id: string | null;
  readonly dataset_source_id: string;
}

/** Makes a standard template say what the pack says; each new version gets its immutable copy. */
export async function keepStandardTemplate(
  client: SqlClient,
  { organization_id, dataset_source_id }: StandardTemplatePlace,
  template: TemplateFields,
): Promise<StandardRow> {
  // Known by its type, so that a template that gets a better name stays the same template.
  const place = { table: 'tb_report_template', organization_id, key: 'report_type' } as const;
  const kept = await keepStandardRow(client, place, { ...template, dataset_source_id, is_standard: true });
  if (kept.outcome === 'created' || kept.outcome === 'updated') {
    await client.query(
      `INSERT INTO platform.tb_report_template_version (id, template_id, organization_id, version, snapshot)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5::jsonb)`,
      [randomUUID(), kept.id, organization_id, kept.version, JSON.stringify(template)],
    );
  }
  return kept;
}
