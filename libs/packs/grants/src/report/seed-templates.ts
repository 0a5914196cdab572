import type { SqlClient } from '@galley/dataset';
import { seedSharedTemplates } from '@galley/template';
import { grantsBuilders } from '../data/index.js';
import { standardTemplates } from './standard-templates.js';

/** Gives every organization the pack's sources and templates; answers how many templates were added. */
export function seedGrantsTemplates(client: SqlClient): Promise<{ readonly added: number }> {
  return seedSharedTemplates(client, {
    lock: 'galley.grants_templates',
    builders: grantsBuilders,
    templates: standardTemplates(),
  });
}
