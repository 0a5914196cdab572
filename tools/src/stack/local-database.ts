import path from 'node:path';
import pg from 'pg';
import { startEmbeddedServer } from './embedded-server.js';
import { localSecrets, type Secrets } from './secrets.js';
import { GALLEY_FOLDER, readState, writeState } from './state.js';

export interface LocalDatabase {
  /** The administrator's URL: migrations, tools, loading data. */
  readonly databaseUrl: string;
  readonly isEmbedded: boolean;
  stop(): Promise<void>;
}

export const DATABASE_NAME = 'galley';
export const DEFAULT_DATABASE_PORT = 54_329;

/**
 * The database of this clone: DATABASE_URL where it is set, otherwise the embedded server. `takeOver` is for the one
 * command that owns the server; every other leaves it running if it found it running.
 */
export async function openLocalDatabase(
  secrets: Secrets,
  takeOver = false,
  env: NodeJS.ProcessEnv = process.env,
): Promise<LocalDatabase> {
  if (env.DATABASE_URL) {
    return { databaseUrl: env.DATABASE_URL, isEmbedded: false, stop: () => Promise.resolve() };
  }
  const state = await readState();
  const server = await startEmbeddedServer({
    folder: path.join(GALLEY_FOLDER, 'postgres'),
    port: state.database_port ?? DEFAULT_DATABASE_PORT,
    password: secrets.POSTGRES_PASSWORD,
    takeOver,
  });
  await writeState({ ...state, database_port: server.port });
  await createDatabase(server.url('postgres'), DATABASE_NAME);
  return { databaseUrl: server.url(DATABASE_NAME), isEmbedded: true, stop: () => server.stop() };
}

/** Runs `work` with the database of this clone, started for it where it does not run. */
export async function withLocalDatabase<T>(
  work: (databaseUrl: string, secrets: Secrets) => Promise<T>,
): Promise<T> {
  const secrets = await localSecrets();
  const database = await openLocalDatabase(secrets);
  try {
    return await work(database.databaseUrl, secrets);
  } finally {
    await database.stop();
  }
}

/** URL of the embedded database as the last start left it, whether or not it runs now. */
export async function localDatabaseUrl(secrets: Secrets): Promise<string> {
  const { database_port = DEFAULT_DATABASE_PORT } = await readState();
  return `postgresql://postgres:${secrets.POSTGRES_PASSWORD}@127.0.0.1:${database_port}/${DATABASE_NAME}`;
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
