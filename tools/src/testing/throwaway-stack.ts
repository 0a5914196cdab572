import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { withDatabase } from './test-server-facts.js';

/**
 * The environment of a stack that leaves nothing behind: a folder of its own, and where DATABASE_URL is set a database
 * of its own on that server. A running `npm start` of the same clone is not disturbed.
 */
export async function withThrowawayStack<T>(
  work: (env: NodeJS.ProcessEnv) => Promise<T>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'galley-stack-'));
  // The server's user must get through to its data; secrets in there are protected one by one.
  await chmod(folder, 0o755);
  try {
    const mine = { GALLEY_FOLDER: folder, REDIS_URL: '' };
    const url = env.DATABASE_URL;
    if (!url) return await work(mine);
    return await withOwnDatabase(url, (own) => work({ ...mine, DATABASE_URL: own }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function withOwnDatabase<T>(url: string, work: (own: string) => Promise<T>): Promise<T> {
  const name = `galley_stack_${randomBytes(4).toString('hex')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
    return await work(withDatabase(url, name));
  } finally {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.end();
  }
}
