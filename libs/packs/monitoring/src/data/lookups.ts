import { sql, type DatasetBuilder, type SqlFragment } from '@galley/dataset';
import { builderColumn, column } from './data-column.js';

function lookup(name: string, label: string, query: SqlFragment): DatasetBuilder {
  return {
    key: `monitoring.${name}`,
    label,
    scope: 'organization',
    own_schema: 'monitoring',
    params: [],
    columns: [column('id', 'Id', 'uuid'), column('code', 'Code'), column('name', 'Name')].map(builderColumn),
    build: () => query,
  };
}

/** To choose from in the dialogs of templates. */
export const lookups: readonly DatasetBuilder[] = [
  lookup(
    'projects',
    'Projects',
    sql`select id, code, code || ' · ' || name as name from monitoring.project where deleted_at is null`,
  ),
  lookup(
    'programs',
    'Programs',
    sql`select id, code, code || ' · ' || name as name from monitoring.program where deleted_at is null`,
  ),
  lookup(
    'indicators',
    'Indicators',
    sql`select id, code, code || ' · ' || name as name from monitoring.indicator where deleted_at is null and is_active`,
  ),
];
