import { readTextRows, sql, type SqlFragment } from '@galley/dataset';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { canReadSocket, openRawRows } from './raw-rows.js';

const SAMPLE = sql`select n, 'Åse ' || n as name, case when n % 3 = 0 then null else n * 1.5 end as value
  from generate_series(1, ${5000}::int) as n`;

describe('openRawRows', () => {
  let database: ClonedDatabase;
  let pool: pg.Pool;
  let client: pg.PoolClient;

  beforeAll(async () => {
    database = await cloneDatabase();
    pool = new pg.Pool({ connectionString: database.dataUrl, max: 2 });
    client = await pool.connect();
  });
  afterAll(async () => {
    client.release();
    await pool.end();
    await database.drop();
  });

  async function collect(
    statement: SqlFragment,
    reader: 'socket' | 'portal',
    slowly = false,
  ): Promise<Buffer> {
    const rows = openRawRows(client, statement, reader);
    const parts: Buffer[] = [];
    for await (const batch of rows.batches()) {
      if (slowly && parts.length % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      expect([...readTextRows(batch.bytes)]).toHaveLength(batch.rows);
      parts.push(batch.bytes);
    }
    return Buffer.concat(parts);
  }

  // Fails when a new pg keeps its parser elsewhere: look at this file's subject before raising the version.
  it('finds the internals of pg that it reads the socket by', () => {
    expect(canReadSocket(client)).toBe(true);
  });

  it('gives the bytes PostgreSQL sent, through the socket and through a portal alike', async () => {
    const bytes = await collect(SAMPLE, 'socket');
    const rows = [...readTextRows(bytes)];
    expect(rows).toHaveLength(5000);
    expect(rows.slice(0, 3)).toEqual([
      ['1', 'Åse 1', '1.5'],
      ['2', 'Åse 2', '3.0'],
      ['3', 'Åse 3', null],
    ]);
    expect((await collect(SAMPLE, 'portal')).equals(bytes)).toBe(true);
  });

  it.each(['socket', 'portal'] as const)(
    'describes the columns before the first row (%s)',
    async (reader) => {
      const rows = openRawRows(client, sql`select 1::int8 as a, 'x'::text as b where false`, reader);
      expect((await rows.fields).map(({ name, dataTypeID }) => [name, dataTypeID])).toEqual([
        ['a', 20],
        ['b', 25],
      ]);
      for await (const batch of rows.batches()) throw new Error(`${batch.rows} rows came`);
    },
  );

  it.each(['socket', 'portal'] as const)('waits for a slow reader and stays whole (%s)', async (reader) => {
    const wide = sql`select n, repeat('x', 2000) as filler from generate_series(1, 3000) as n`;
    expect([...readTextRows(await collect(wide, reader, true))]).toHaveLength(3000);
  });

  it.each(['socket', 'portal'] as const)('leaves the connection to pg as it was (%s)', async (reader) => {
    await collect(SAMPLE, reader);
    const { rows } = await client.query<{ n: number }>('select $1::int as n', [7]);
    expect(rows).toEqual([{ n: 7 }]);
    expect(canReadSocket(client)).toBe(true);
  });

  it.each(['socket', 'portal'] as const)(
    'passes a failure on, before and between rows (%s)',
    async (reader) => {
      const refused = openRawRows(client, sql`select nowhere from nothing`, reader);
      await expect(refused.fields).rejects.toMatchObject({ code: '42P01' });
      await expect(refused.batches().next()).rejects.toMatchObject({ code: '42P01' });
      const late = sql`select 10 / (4000 - n) as x from generate_series(1, 5000) as n`;
      await expect(collect(late, reader)).rejects.toMatchObject({ code: '22012' });
      expect((await client.query('select 1')).rowCount).toBe(1);
    },
  );

  it('passes on that the server went away', async () => {
    const lost = await pool.connect();
    lost.on('error', () => undefined);
    const rows = openRawRows(
      lost,
      sql`select n, repeat('x', 9000), pg_sleep(0.01) from generate_series(1, 100000) as n`,
    );
    await rows.fields;
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(0.01)%' and pid <> pg_backend_pid()`,
    );
    await admin.end();
    const drained = (async () => {
      for await (const batch of rows.batches()) expect(batch.rows).toBeGreaterThan(0);
    })();
    await expect(drained).rejects.toThrow();
    lost.release(true);
  });
});
