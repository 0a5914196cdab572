// The one entry point of a developer: `node tools/run.mjs <command>`. Installs, generates and builds what is missing or
// older than its sources, then runs tools/dist/<command>.js in this process. Plain Node, since nothing may be installed
// yet. All of its own words go to stderr: `npm run -s token` prints a token and nothing else.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const inRoot = (...segments) => path.join(ROOT, ...segments);
const LOCK = inRoot('.galley', 'prepare.lock');

checkNode();
const command = process.argv[2] ?? 'start';
await alone(() => {
  install();
  generate();
  build();
});
if (command !== 'build') await run(command);

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24) return;
  fail(`Galley needs Node.js 20.19, 22.12, 24 or newer; this is ${process.versions.node}.`);
}

/** Packages as package-lock.json has them. */
function install() {
  const lock = sha256(readFileSync(inRoot('package-lock.json')));
  const marker = inRoot('node_modules', '.galley-lock');
  const installed = inRoot('node_modules', '.package-lock.json');
  if (read(marker) === lock) return;
  // Installed by hand from this very lock: npm writes its own copy afterwards.
  const byHand =
    !existsSync(marker) &&
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(inRoot('package-lock.json')).mtimeMs;
  if (!byHand) {
    step('Installing packages (once, about half a minute)', 'npm', [
      'ci',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
  }
  writeFileSync(marker, lock);
}

/** Prisma's client, without the engine binary that its CLI would download. */
function generate() {
  const folder = inRoot('prisma', 'schema');
  const schema = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const prisma = readFileSync(inRoot('node_modules', 'prisma', 'package.json'), 'utf8');
  const wanted = sha256(JSON.stringify([schema, JSON.parse(prisma).version]));
  const marker = inRoot('libs', 'platform', 'src', 'generated', 'schema-hash');
  if (read(marker) === wanted) return;
  step('Generating the database client', process.execPath, [
    inRoot('node_modules', 'prisma', 'build', 'index.js'),
    'generate',
    '--config',
    inRoot('prisma', 'prisma.config.ts'),
  ]);
  writeFileSync(marker, wanted);
}

/** Every package's dist; Nx decides what is stale, unless nothing at all has changed. */
function build() {
  const wanted = sourcesState();
  const marker = inRoot('.nx', 'galley-sources');
  if (read(marker) === wanted && existsSync(inRoot('tools', 'dist', 'start.js'))) return;
  const nx = inRoot('node_modules', 'nx', 'dist', 'bin', 'nx.js');
  step('Building', process.execPath, [nx, 'run-many', '-t', 'build', '--output-style=static']);
  writeFileSync(marker, wanted);
}

/** Names, sizes and times of all sources: cheap to compare, and different when any of them is. */
function sourcesState() {
  const hash = createHash('sha256');
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!['node_modules', 'dist', 'coverage'].includes(entry.name)) visit(file);
      } else if (entry.isFile()) {
        const { size, mtimeMs } = statSync(file);
        hash.update(`${file}|${size}|${mtimeMs}\n`);
      }
    }
  };
  for (const folder of ['apps', 'libs', 'tools', 'bench']) visit(inRoot(folder));
  for (const file of ['.swcrc', 'nx.json', 'package-lock.json']) hash.update(readFileSync(inRoot(file)));
  return hash.digest('hex');
}

/** Two commands started together must not install or build over each other. */
async function alone(work) {
  mkdirSync(path.dirname(LOCK), { recursive: true });
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = Number(read(LOCK));
      if (!holder || !isAlive(holder)) rmSync(LOCK, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  process.once('exit', unlock);
  try {
    work();
  } finally {
    unlock();
    process.removeListener('exit', unlock);
  }
}

function unlock() {
  rmSync(LOCK, { force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function step(title, file, args) {
  process.stderr.write(`${title} …\n`);
  const env = {
    ...process.env,
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? '/bin/true',
  };
  const result = spawnSync(file, args, { cwd: ROOT, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}\n`);
  fail(`${title} failed.`);
}

async function run(name) {
  const file = inRoot('tools', 'dist', `${name}.js`);
  if (!/^[a-z-]+$/.test(name) || !existsSync(file))
    fail(`There is no command "${name}"; package.json lists them.`);
  process.argv.splice(1, 2, file);
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    // A plain Error is a message to the developer; anything else is a fault of ours and needs its stack.
    fail(
      error?.constructor === Error && !process.env.GALLEY_DEBUG
        ? error.message
        : (error?.stack ?? String(error)),
    );
  }
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
