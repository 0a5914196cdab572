import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { inRoot } from '../workspace.js';

/** The platform's SQL, and that of packs with tables in the product's own database; one order of names over all. */
const SQL_FOLDERS = [
  'libs/platform/sql',
  'libs/packs/energy/sql',
  'libs/packs/grants/sql',
  'libs/packs/monitoring/sql',
];

interface SqlFile {
  /** Path from the root of the repository. */
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

/**
 * Applies the repeatable SQL (views, functions, triggers, policies, grants) in one transaction and records its
 * hashes. All of it runs when any file changed or `force` is set, since a file may build on what another one defines.
 * Answers whether it ran.
 */
export async function applyRepeatableSql(client: pg.Client, force: boolean): Promise<boolean> {
  const files = await readSqlFiles();
  await client.query(`create schema if not exists internal;
    create table if not exists internal.repeatable_sql (
      name text primary key, hash text not null, applied_at timestamptz not null default now())`);
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from internal.repeatable_sql',
  );
  const applied = new Map(rows.map((row) => [row.name, row.hash]));
  const isCurrent =
    applied.size === files.length && files.every((file) => applied.get(file.name) === file.hash);
  if (isCurrent && !force) return false;

  await client.query('begin');
  try {
    await client.query('set local client_min_messages = warning');
    for (const file of files) await applyFile(client, file);
    await client.query('delete from internal.repeatable_sql where name <> all($1)', [
      files.map((file) => file.name),
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
  return true;
}

async function applyFile(client: pg.Client, { name, sql, hash }: SqlFile): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    throw new Error(`${name} cannot be applied: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  await client.query(
    `insert into internal.repeatable_sql (name, hash) values ($1, $2)
     on conflict (name) do update set hash = excluded.hash, applied_at = now()`,
    [name, hash],
  );
}

/** In the order of their names, whatever folder they stand in: 060 of a pack comes between 050 and 080 of the platform. */
async function readSqlFiles(): Promise<SqlFile[]> {
  const found = await Promise.all(
    SQL_FOLDERS.map(async (folder) => (await readdir(inRoot(folder))).map((name) => `${folder}/${name}`)),
  );
  const names = found
    .flat()
    .filter((name) => name.endsWith('.sql'))
    .toSorted((a, b) => (path.basename(a) < path.basename(b) ? -1 : 1));
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(inRoot(name), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
