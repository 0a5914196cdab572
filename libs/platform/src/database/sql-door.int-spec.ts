import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import { Unavailable } from '../errors/common-problems.js';
import { Database } from './database.js';
import type { SqlTx } from './sql-tx.js';

describe('a transaction in SQL', () => {
  const organization = randomUUID();
  let clone: ClonedDatabase;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = new Database({ ...clone, poolSize: 2 });
    await database.asSystemSql(async (tx) => {
      for (const [id, code] of [
        [organization, 'a'],
        [randomUUID(), 'b'],
      ]) {
        await tx.$executeRaw`insert into platform.organization (id, code, name) values (${id}::uuid, ${code}, ${code})`;
      }
    });
  });
  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  const codes = async (tx: SqlTx): Promise<string[]> => {
    const rows = await tx.$queryRaw<{ code: string }[]>`select code from platform.organization order by code`;
    return rows.map(({ code }) => code);
  };

  it('sees the rows of one organization inside withTenantSql, of all inside asSystemSql', async () => {
    await expect(database.withTenantSql(organization, codes)).resolves.toEqual(['a']);
    await expect(database.asSystemSql(codes)).resolves.toEqual(['a', 'b']);
  });

  it('leaves no tenant on the connection it gives back', async () => {
    const seen = Array.from({ length: 6 }, async () => {
      await database.withTenantSql(organization, codes);
      return database.withTenantSql(randomUUID(), codes);
    });
    expect((await Promise.all(seen)).flat()).toEqual([]);
  });

  it('keeps nothing of work that throws, and its connection serves on', async () => {
    const work = database.withTenantSql(organization, async (tx) => {
      await tx.$executeRaw`update platform.organization set name = 'renamed'`;
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    await expect(
      database.asSystemSql(
        (tx) => tx.$queryRaw`select count(*) from platform.organization where name = 'renamed'`,
      ),
    ).resolves.toEqual([{ count: 0n }]);
  });

  it('does not report as done what a swallowed failure has undone', async () => {
    const work = database.asSystemSql((tx) => tx.$queryRaw`select 1 / 0`.catch(() => 'swallowed'));
    await expect(work).rejects.toThrow('rolled back');
  });

  it('answers the same values as a transaction of the query builder', async () => {
    const read = (tx: SqlTx) => tx.$queryRaw`
      select 9007199254740993::bigint as big, 7 as int, 1.5::float8 as float, true as yes, null as nothing,
        '{"a": [1]}'::jsonb as json, ${organization}::uuid as uuid, array['x', null] as list, ${['y']}::text[] as given,
        timestamptz '2026-01-02 03:04:05.678Z' as instant, 'queued'::tenant.enum_report_job_status as status`;
    const seen = await database.asSystemSql(read);
    expect(seen).toEqual(await database.asSystem(read));
    expect(seen).toMatchObject([{ big: 9007199254740993n, json: { a: [1] }, status: 'queued' }]);
  });

  it('is unavailable when its connection is cut, and the next one is another', async () => {
    const work = database.asSystemSql(async (tx) => {
      const [row] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await database.asSystemSql((killer) => killer.$queryRaw`select pg_terminate_backend(${row?.pid}::int)`);
      await tx.$queryRaw`select 1`;
    });
    await expect(work).rejects.toMatchObject({ code: Unavailable.code });
    await expect(database.asSystemSql(codes)).resolves.toEqual(['a', 'b']);
  });
});
