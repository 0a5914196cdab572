import type { DatasetBuilder, SqlClient } from '@galley/dataset';
import type { TemplateFields } from '../template-fields.js';
import { keepBuilderSources, keepBuilderTemplates } from './keep-builder-templates.js';

interface SharedTemplates {
  /** Of the pack: two processes that start together must not both find nothing. */
  readonly lock: string;
  readonly builders: readonly DatasetBuilder[];
  readonly templates: readonly TemplateFields[];
}

/**
 * Brings a pack's sources and templates into the platform catalogue, where every organization finds them. Safe to run at every
 * start: a second run adds nothing. Needs a role that may write rows of the platform, and its own connection.
 */
export async function seedSharedTemplates(
  client: SqlClient,
  { lock, builders, templates }: SharedTemplates,
): Promise<{ readonly added: number }> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))::text AS locked', [lock]);
    await keepBuilderSources(client, builders);
    const added = await keepBuilderTemplates(client, null, templates);
    await client.query('COMMIT');
    return { added };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
