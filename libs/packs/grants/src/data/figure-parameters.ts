import { sql, type BuilderContext, type BuilderParam, type SqlFragment } from '@galley/dataset';
import { schemaOf, schemaVersions, type BufdirSchema } from '../bufdir/bufdir-schemas.js';

/** What figures are asked for: first and last local day, the units, and the rules they are counted by. */
const QUESTIONS = [
  { name: 'date_from', type: 'date' },
  { name: 'date_to', type: 'date' },
  /** `HierarchyScope`: the units as they stood when the report was created, never the live tree (BU-B-12). */
  { name: 'hierarchy', type: 'json' },
  { name: 'schema_version', type: 'text', choices: schemaVersions() },
] as const;

export const FIGURE_PARAMS: readonly BuilderParam[] = QUESTIONS.map((one) => ({ ...one, nullable: false }));

/** The same for a builder that may be asked for a report instead. */
export const OPTIONAL_FIGURE_PARAMS: readonly BuilderParam[] = QUESTIONS.map((one) => ({
  ...one,
  nullable: true,
}));

/** The last arguments of the SQL functions in `sql/069_grants_figures.sql` and `070_grants_summary.sql`. */
export function figureArguments({ params, timezone }: BuilderContext): SqlFragment {
  const { date_from = null, date_to = null, hierarchy = null, schema_version = null } = params;
  const schema = typeof schema_version === 'string' ? JSON.stringify(rulesOf(schema_version)) : null;
  return sql`${date_from}::date, ${date_to}::date, ${timezone}::text, ${hierarchy}::jsonb, ${schema}::jsonb`;
}

/** What of a schema version decides about figures. */
function rulesOf(version: string): Pick<BufdirSchema, 'activity_types' | 'other_type' | 'countable_days'> {
  const { activity_types, other_type, countable_days } = schemaOf(version);
  return { activity_types, other_type, countable_days };
}
