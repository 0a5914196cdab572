import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { quoteIdent, type SqlClient } from '@galley/dataset';

/** Columns of a row by name, JSON ones as plain values. */
export type RowValues = Readonly<Record<string, unknown>>;

/** Which row of a table a standard row is: of the platform (null) or an organization, known by the value of one column. */
export interface StandardPlace {
  readonly table: 'tb_dataset_source' | 'tb_report_template';
  readonly organization_id: string | null;
  readonly key: string;
}

/** What became of it: new, brought up to date, as it was already, or left alone because a person made or edited it. */
export interface StandardRow {
  readonly id: string;
  readonly version: number;
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'kept';
}

/**
 * Makes a standard row say what the pack says. A row that a person has edited (`updated_by_id`) stays theirs, and so does
 * one of a person's own that has the name already; any other follows the pack, one version up.
 */
export async function keepStandardRow(
  client: SqlClient,
  { table, organization_id, key }: StandardPlace,
  values: RowValues,
): Promise<StandardRow> {
  const name = `platform.${quoteIdent(table)}`;
  const columns = Object.keys(values).map(quoteIdent).join(', ');
  const found = await client.query(
    `SELECT to_jsonb(t) AS row FROM ${name} t
     WHERE organization_id IS NOT DISTINCT FROM $1::uuid AND deleted_at IS NULL AND (to_jsonb(t) ->> $2 = $3 OR t.name = $4)
       AND (to_jsonb(t) ->> 'project_id') IS NULL
     ORDER BY to_jsonb(t) ->> $2 = $3 DESC LIMIT 1`,
    [organization_id, key, values[key], values.name],
  );
  const row = found.rows[0]?.row as (RowValues & { id: string; version: number }) | undefined;
  if (!row) {
    const id = randomUUID();
    await client.query(
      `INSERT INTO ${name} (id, organization_id, ${columns})
       SELECT $1::uuid, $2::uuid, ${columns} FROM jsonb_populate_record(NULL::${name}, $3::jsonb)`,
      [id, organization_id, JSON.stringify(values)],
    );
    return { id, version: 1, outcome: 'created' };
  }
  const { id, version } = row;
  if (isSame(values, row)) return { id, version, outcome: 'unchanged' };
  if (row.updated_by_id !== null || row.created_by_id !== null) return { id, version, outcome: 'kept' };
  await client.query(
    `UPDATE ${name} SET (${columns}) = (SELECT ${columns} FROM jsonb_populate_record(NULL::${name}, $2::jsonb)),
       version = version + 1, updated_at = now() WHERE id = $1::uuid`,
    [id, JSON.stringify(values)],
  );
  return { id, version: version + 1, outcome: 'updated' };
}

/** Compared as JSON: what is absent in one (`undefined`) is absent in the other. */
function isSame(values: RowValues, row: RowValues): boolean {
  const wanted = JSON.parse(JSON.stringify(values)) as RowValues;
  return Object.keys(wanted).every((key) => isDeepStrictEqual(wanted[key], row[key]));
}
