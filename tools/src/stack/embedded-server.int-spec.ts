import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedServer, type EmbeddedServer } from './embedded-server.js';
import { endProcess } from './processes.js';

const password = 'only for this test';

describe('the embedded server', () => {
  let folder: string;
  let server: EmbeddedServer;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'galley-server-'));
    server = await startEmbeddedServer({ folder, password });
  });
  afterAll(async () => {
    await server.stop();
    await Promise.all([folder, server.folder].map((place) => rm(place, { recursive: true, force: true })));
  });

  const query = async (sql: string): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString: server.url('postgres') });
    await client.connect();
    try {
      return (await client.query(sql)).rows as unknown[];
    } finally {
      await client.end();
    }
  };

  const pidFile = (): string => path.join(server.folder, 'data', 'postmaster.pid');
  const pid = async (): Promise<number> => Number((await readFile(pidFile(), 'utf8')).split('\n')[0]);

  it('sorts and folds the same on every machine', async () => {
    const rows =
      await query(`select datlocprovider, pg_encoding_to_char(encoding) as encoding, upper('é') as upper,
      array(select x from unnest(array['b', 'B', 'a', 'ä']) x order by x) as sorted
      from pg_database where datname = 'postgres'`);
    expect(rows).toEqual([
      { datlocprovider: 'b', encoding: 'UTF8', upper: 'É', sorted: ['B', 'a', 'b', 'ä'] },
    ]);
  });

  it('is used, not started twice or stopped, by a second command of the same clone', async () => {
    const second = await startEmbeddedServer({ folder, password });
    expect(second.port).toBe(server.port);
    await second.stop();
    await expect(query('select 1 as one')).resolves.toEqual([{ one: 1 }]);
  });

  it('is taken over with its data by the next start when the first was killed', async () => {
    await query('create table kept as select 42 as answer');
    const before = await pid();
    server = await startEmbeddedServer({ folder, password, takeOver: true });
    await expect(pid()).resolves.toBe(before);
    await server.stop();
    server = await startEmbeddedServer({ folder, password, port: server.port });
    await expect(query('select * from kept')).resolves.toEqual([{ answer: 42 }]);
  });

  it('starts after kill -9, although its pid file names a process that lives and is another', async () => {
    await endProcess(await pid(), 'SIGKILL', 5_000);
    const lines = (await readFile(pidFile(), 'utf8')).split('\n');
    await writeFile(pidFile(), [String(process.pid), ...lines.slice(1)].join('\n'));
    server = await startEmbeddedServer({ folder, password });
    await expect(query('select * from kept')).resolves.toEqual([{ answer: 42 }]);
  });
});
