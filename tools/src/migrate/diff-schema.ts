import { withSchemaEngine } from './schema-engine.js';
import { readDatamodels, readMigrations } from './migrations-folder.js';

/**
 * SQL that takes a database from the migrations on disk to the data model; empty when they agree. Replays the
 * migrations in a shadow database of the server at `url`, which is created and dropped on the way.
 */
export async function diffSchema(url: string): Promise<string> {
  const datamodels = await readDatamodels();
  const migrations = await readMigrations();
  const { stdout } = await withSchemaEngine(url, datamodels, (engine) =>
    engine.diff({
      from:
        migrations.migrationDirectories.length > 0 ? { tag: 'migrations', ...migrations } : { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: datamodels.map(([path, content]) => ({ path, content })) },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  const sql = stdout?.trim() ?? '';
  return sql === '-- This is an empty migration.' ? '' : sql;
}
