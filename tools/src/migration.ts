import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { diffSchema } from './migrate/diff-schema.js';
import { MIGRATIONS } from './migrate/migrations-folder.js';
import { withLocalDatabase } from './stack/local-database.js';

// npm run migration <name>: writes what is missing between prisma/migrations and prisma/schema.
const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  throw new Error(
    'Say what the migration does: npm run migration add_deliveries (lower case and underscores).',
  );
}
const sql = await withLocalDatabase(diffSchema);
if (sql === '') {
  console.log('The migrations already produce the data model; nothing to write.');
} else {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = path.join(MIGRATIONS, `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'migration.sql'), `${sql}\n`);
  console.log(
    `Wrote ${path.relative(process.cwd(), folder)}/migration.sql. Read it, then run npm run migrate.`,
  );
}
