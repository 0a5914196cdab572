import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { quoteIdent } from '@galley/dataset';
import type { SqlClient } from '../sql-client.js';

/** Columns of a row by name, JSON ones as plain values. */
export type RowValues = Readonly<Record<string, unknown>>;

/** What became of a standard row: new, brought up to date, as it was already, or left alone because somebody edited it. */
export interface StandardRow {
  readonly id: string;
  readonly version: number;
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'edited';
}

/**
 * Makes the platform's row of this name (or other `key`) say what the pack says. A row that a person has edited (`updated_by_id`) stays
 * theirs; any other follows the pack, one version up. Table: `tb_dataset_source` or `tb_report_template`.
 */
export async function keepStandardRow(
  client: SqlClient,
  table: string,
  values: RowValues,
  key = 'name',
): Promise<StandardRow> {
  const name = `platform.${quoteIdent(table)}`;
  const columns = Object.keys(values).map(quoteIdent).join(', ');
  const found = await client.query(
    `SELECT to_jsonb(t) AS row FROM ${name} t WHERE organization_id IS NULL AND t.${quoteIdent(key)} = $1 AND deleted_at IS NULL`,
    [values[key]],
  );
  const row = found.rows[0]?.row as (RowValues & { id: string; version: number }) | undefined;
  if (!row) {
    const id = randomUUID();
    await client.query(
      `INSERT INTO ${name} (id, ${columns}) SELECT $1, ${columns} FROM json_populate_record(NULL::${name}, $2::json)`,
      [id, JSON.stringify(values)],
    );
    return { id, version: 1, outcome: 'created' };
  }
  const { id, version } = row;
  if (isSame(values, row)) return { id, version, outcome: 'unchanged' };
  if (row.updated_by_id !== null) return { id, version, outcome: 'edited' };
  await client.query(
    `UPDATE ${name} SET (${columns}) = (SELECT ${columns} FROM json_populate_record(NULL::${name}, $2::json)),
       version = version + 1, updated_at = now() WHERE id = $1`,
    [id, JSON.stringify(values)],
  );
  return { id, version: version + 1, outcome: 'updated' };
}

/** Compared as JSON: what is absent in one (`undefined`) is absent in the other. */
function isSame(values: RowValues, row: RowValues): boolean {
  const wanted = JSON.parse(JSON.stringify(values)) as RowValues;
  return Object.keys(wanted).every((key) => isDeepStrictEqual(wanted[key], row[key]));
}
