import type { SqlClient } from '@galley/dataset';
import { seedSharedTemplates } from '@galley/template';
import { monitoringBuilders } from '../data/index.js';
import { standardTemplates } from './standard-templates.js';

/** Gives every organization the pack's sources and templates; answers how many templates were added. */
export function seedMonitoringTemplates(client: SqlClient): Promise<{ readonly added: number }> {
  return seedSharedTemplates(client, {
    lock: 'galley.monitoring_templates',
    builders: monitoringBuilders,
    templates: standardTemplates(),
  });
}
