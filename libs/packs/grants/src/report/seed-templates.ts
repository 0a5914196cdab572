import type { SqlClient } from '@galley/dataset';
import { keepBuilderSources, keepBuilderTemplates } from '@galley/template';
import { grantsBuilders } from '../data/index.js';
import { standardTemplates } from './standard-templates.js';

/**
 * Brings the pack's sources and templates into the platform catalogue, where every organization finds them. Safe to run at every
 * start: a second run adds nothing. Needs a role that may write rows of the platform, and its own connection.
 */
export async function seedGrantsTemplates(client: SqlClient): Promise<{ readonly added: number }> {
  await client.query('BEGIN');
  try {
    // Two processes that start together must not both find nothing.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('galley.grants_templates'))::text AS locked`);
    await keepBuilderSources(client, grantsBuilders);
    const added = await keepBuilderTemplates(client, null, standardTemplates());
    await client.query('COMMIT');
    return { added };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
