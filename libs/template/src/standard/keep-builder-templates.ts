import type { DatasetBuilder, SqlClient } from '@galley/dataset';
import type { TemplateFields } from '../template-fields.js';
import { builderSource } from './builder-sources.js';
import { keepStandardRow } from './keep-standard-row.js';
import { keepStandardTemplate } from './keep-standard-template.js';

/** Registers the builders of a pack as sources of the platform, each under its key. */
export async function keepBuilderSources(
  client: SqlClient,
  builders: readonly DatasetBuilder[],
): Promise<void> {
  const place = { table: 'tb_dataset_source', organization_id: null, key: 'name' } as const;
  for (const builder of builders) await keepStandardRow(client, place, { ...builderSource(builder) });
}

/**
 * Makes the templates of an organization (null = of everybody) say what the pack says, each over the registered source of
 * its builder; answers how many were added. `keepBuilderSources` comes first.
 */
export async function keepBuilderTemplates(
  client: SqlClient,
  organization_id: string | null,
  templates: readonly TemplateFields[],
): Promise<number> {
  let added = 0;
  for (const template of templates) {
    const { rows } = await client.query(
      'SELECT id::text AS id FROM platform.tb_dataset_source WHERE organization_id IS NULL AND name = $1 AND deleted_at IS NULL',
      [template.builder_key],
    );
    const place = { organization_id, dataset_source_id: String(rows[0]?.id) };
    const { outcome } = await keepStandardTemplate(client, place, template);
    if (outcome === 'created') added += 1;
  }
  return added;
}
