import { quoteIdent, type SqlClient } from '@galley/dataset';
import { readSql } from '../pack-files.js';

const files = [
  'tables/master',
  'tables/purchasing',
  'tables/stock',
  'tables/kitchen',
  'tables/finance',
  'tables/operation',
  'views/master',
  'views/purchasing',
  'views/receiving',
  'views/stock',
  'views/kitchen',
  'views/books',
  'functions/ledger',
  'functions/layers',
  'functions/counts',
  'functions/purchasing',
  'functions/costs',
  'procedures',
  'imports',
  'print/heads',
  'print/sourcing',
  'print/buying',
  'print/billing',
  'print/stock',
] as const;

/** The pack's SQL in the order it is run. */
export function schemaSql(): string {
  return files.map(readSql).join('\n');
}

/**
 * Creates or replaces the pack's tables, views, functions and procedures in a business unit's schema and lets the
 * read-only role use them. Runs inside the caller's transaction, as it sets the search_path locally; safe to run again.
 */
export async function applySchemaObjects(client: SqlClient, schema: string): Promise<void> {
  const name = quoteIdent(schema);
  await client.query(`SET LOCAL search_path TO ${name}`);
  await client.query(schemaSql());
  await client.query(
    `GRANT USAGE ON SCHEMA ${name} TO galley_data;
     GRANT SELECT ON ALL TABLES IN SCHEMA ${name} TO galley_data;
     GRANT EXECUTE ON ALL ROUTINES IN SCHEMA ${name} TO galley_data`,
  );
}
