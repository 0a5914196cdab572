import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { copyPostgres, locatePostgres, type PostgresBinaries } from './postgres-binaries.js';
import { freePort } from './ports.js';
import { commandOf, endProcess, isAlive } from './processes.js';
import { canReach, serverUser, type ServerUser } from './server-user.js';

export interface EmbeddedServerOptions {
  /** Where the data live; kept between starts. */
  readonly folder: string;
  /** Taken when it is free, unless a server of this folder runs already. */
  readonly port?: number;
  readonly password: string;
  /** Whether a server of this folder that runs already becomes ours to stop; otherwise it is only used. */
  readonly takeOver?: boolean;
  /** Settings of postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedServer {
  readonly port: number;
  /** Where the data really are: elsewhere when the server's user cannot reach `folder`. */
  readonly folder: string;
  url(database: string): string;
  stop(): Promise<void>;
}

const ADMIN = 'postgres';
const START_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 20_000;
const run = promisify(execFile);

/**
 * Starts PostgreSQL from its npm package and resolves when it answers; one that runs in this folder already is used
 * instead. It has a process group of its own, so that Ctrl-C reaches the services first and the database last.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const user = serverUser();
  const { folder, binaries } = await choosePlace(options.folder, user);
  const data = path.join(folder, 'data');
  if (!existsSync(data)) await initialise(binaries, data, options.password, user);

  const survivor = await findSurvivor(data);
  const port = survivor?.port ?? (await freePort(options.port));
  const url = (database: string): string =>
    `postgresql://${ADMIN}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`;
  const child = survivor ? null : await launch(binaries, data, port, options.settings ?? {}, user);
  const pid = survivor && options.takeOver ? survivor.pid : child?.pid;
  const dieWithUs = (): void => {
    if (pid && isAlive(pid)) process.kill(pid, 'SIGINT');
  };
  await untilItAnswers(url('postgres'), child, path.join(folder, 'postgres.log'));
  process.once('exit', dieWithUs);
  return {
    port,
    folder,
    url,
    stop: async () => {
      process.removeListener('exit', dieWithUs);
      // SIGINT is a fast shutdown: sessions are cut, data are safe.
      if (pid) await endProcess(pid, 'SIGINT', STOP_GRACE_MS);
    },
  };
}

/** In place, or under /var/tmp when root keeps the repository where the server's user may not look. */
async function choosePlace(
  wanted: string,
  user: ServerUser,
): Promise<{ folder: string; binaries: PostgresBinaries }> {
  const located = await locatePostgres();
  const digest = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const away = path.join('/var/tmp', `galley-${digest}`);
  const folder = (await canReach(wanted, user)) ? wanted : away;
  await mkdir(folder, { recursive: true });
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid);
  if (await canReach(located.postgres, user)) return { folder, binaries: located };
  return { folder, binaries: await copyPostgres(located, path.join(away, 'postgresql')) };
}

async function initialise(
  { initdb }: PostgresBinaries,
  data: string,
  password: string,
  user: ServerUser,
): Promise<void> {
  // Renamed when complete, so that an interrupted first start leaves nothing that looks like a database.
  const unfinished = `${data}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const passwordFile = `${data}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) await chown(passwordFile, user.uid, user.gid);
  try {
    // The builtin C.UTF-8 sorts and folds the same on every machine, whatever locales it has.
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    const access = ['--auth=scram-sha-256', `--username=${ADMIN}`, `--pwfile=${passwordFile}`];
    await run(initdb, ['-D', unfinished, ...locale, ...access, '--no-instructions'], { ...user, cwd: '/' });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, data);
}

/** A server of this folder that still runs; a stale pid file, which would stop a new one, is removed. */
async function findSurvivor(data: string): Promise<{ pid: number; port: number } | null> {
  const file = path.join(data, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid) return null;
  if (port && commandOf(pid)?.includes(data)) return { pid, port };
  await rm(file, { force: true });
  return null;
}

async function launch(
  { postgres }: PostgresBinaries,
  data: string,
  port: number,
  settings: Readonly<Record<string, string>>,
  user: ServerUser,
): Promise<ChildProcess> {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(path.join(path.dirname(data), 'postgres.log'), 'a');
  try {
    return spawn(postgres, ['-D', data, '-p', String(port), ...flags], {
      ...user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
  } finally {
    await log.close();
  }
}

async function untilItAnswers(url: string, child: ChildProcess | null, log: string): Promise<void> {
  for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end; await sleep(40)) {
    if (child && child.exitCode !== null) break;
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      return;
    } catch {
      // Not yet, or still recovering from a crash.
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  const tail = (await readFile(log, 'utf8').catch(() => '')).split('\n').slice(-8).join('\n');
  throw new Error(`The embedded PostgreSQL did not start; ${log} ends with:\n${tail}`);
}
