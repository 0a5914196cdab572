import { createHash } from 'node:crypto';
import { quoteIdent, type SqlClient } from '@galley/dataset';
import { applySchemaObjects, schemaSql } from '../../data/index.js';
import { DEMO_SEED, generateUnit } from '../generate-unit.js';
import { tableNames } from '../unit-data.js';
import type { UnitPlan } from '../unit-plan.js';

/** Raised whenever the generated data changes; `generate-unit.spec.ts` holds the digest that goes with it. */
export const DATA_VERSION = 3;

/** First word of the comment on a schema that belongs to the demo: no other schema is ever dropped. */
const MARK = 'galley-demo';

/**
 * Makes the schema of a demo unit with tables, SQL objects, records and grants; does nothing when it is there in this
 * version, replaces an older one. Runs inside the caller's transaction.
 * Throws when a schema of that name is not the demo's.
 */
export async function loadUnit(client: SqlClient, plan: UnitPlan): Promise<void> {
  const mark = `${MARK} ${versionOf(plan)}`;
  const schema = quoteIdent(plan.schema);
  const { rows } = await client.query(
    `SELECT obj_description(oid, 'pg_namespace') AS mark FROM pg_namespace WHERE nspname = $1`,
    [plan.schema],
  );
  if (rows[0]?.mark === mark) return;
  if (rows[0]) {
    if (!String(rows[0].mark).startsWith(`${MARK} `)) {
      throw new Error(`the schema ${plan.schema} exists and is not the demo's: rename it, then start again`);
    }
    await client.query(`DROP SCHEMA ${schema} CASCADE`);
  }
  await client.query(`CREATE SCHEMA ${schema}`);
  await applySchemaObjects(client, plan.schema);
  const data = generateUnit(plan);
  for (const table of tableNames) await insertRows(client, plan.schema, table, data[table]);
  await client.query(`ANALYZE ${tableNames.map((table) => `${schema}.${quoteIdent(table)}`).join(', ')}`);
  await client.query(`COMMENT ON SCHEMA ${schema} IS '${mark}'`);
}

/** One statement per table: the rows travel as JSON and take their types from the table. */
async function insertRows(
  client: SqlClient,
  schema: string,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const name = `${quoteIdent(schema)}.${quoteIdent(table)}`;
  const columns = Object.keys(first).map(quoteIdent).join(', ');
  await client.query(
    `INSERT INTO ${name} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${name}, $1::json)`,
    [JSON.stringify(rows)],
  );
}

function versionOf(plan: UnitPlan): string {
  const facts = JSON.stringify([DATA_VERSION, DEMO_SEED, plan, schemaSql()]);
  return createHash('sha256').update(facts).digest('hex').slice(0, 16);
}
