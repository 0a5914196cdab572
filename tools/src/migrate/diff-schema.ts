import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { readDatamodels, readMigrations } from './migrations-folder.js';
import { withSchemaEngine } from './schema-engine.js';

const filters = { externalTables: [], externalEnums: [] };

/**
 * SQL that takes a database from the migrations on disk to the data model; empty when they agree. Replays the
 * migrations in a new database of the server at `url`, which is dropped again.
 */
export async function diffSchema(url: string): Promise<string> {
  const files = (await readDatamodels()).map(([path, content]) => ({ path, content }));
  const migrationsList = await readMigrations();
  return withShadowDatabase(url, (shadow) =>
    withSchemaEngine(
      shadow,
      files.map(({ path, content }) => [path, content]),
      async (engine) => {
        await engine.applyMigrations({ migrationsList, filters });
        const { stdout } = await engine.diff({
          from: { tag: 'schemaDatasource', files, configDir: '' },
          to: { tag: 'schemaDatamodel', files },
          script: true,
          exitCode: null,
          filters,
        });
        const sql = stdout?.trim() ?? '';
        return sql === '-- This is an empty migration.' ? '' : sql;
      },
    ),
  );
}

/** The engine can make such a database itself, but then drops it while still connected, which PostgreSQL refuses. */
async function withShadowDatabase<T>(url: string, work: (shadow: string) => Promise<T>): Promise<T> {
  const name = `galley_shadow_${randomBytes(4).toString('hex')}`;
  const shadow = new URL(url);
  shadow.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
    return await work(shadow.href);
  } finally {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.end();
  }
}
