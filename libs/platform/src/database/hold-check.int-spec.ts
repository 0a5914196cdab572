import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';

describe('a check that repeatable SQL holds', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    await admin.query('create table public.held (n int)');
  });
  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });

  const hold = (expression: string) =>
    admin.query(`select platform.hold_check('public', 'held', 'n', $1)`, [expression]);
  const oids = async () =>
    (await admin.query<{ oid: number }>(`select oid from pg_constraint where conname = 'held_n'`)).rows;

  it('is there once, and stays the one it is as long as its words stay', async () => {
    await hold('n > 0');
    const before = await oids();
    expect(before).toHaveLength(1);
    await hold('n > 0');
    expect(await oids()).toEqual(before);
    await expect(admin.query('insert into held values (0)')).rejects.toMatchObject({ constraint: 'held_n' });
  });

  it('follows its expression when that changes', async () => {
    await hold('n >= 0');
    expect(await oids()).toHaveLength(1);
    await admin.query('insert into held values (0)');
    await expect(admin.query('insert into held values (-1)')).rejects.toMatchObject({ constraint: 'held_n' });
  });

  it('replaces one that was added before anybody remembered its words', async () => {
    await admin.query('alter table held drop constraint held_n, add constraint held_n check (n < 100)');
    await hold('n >= 0');
    await admin.query('insert into held values (100)');
  });

  it('is refused over rows that break it, and the old one stays', async () => {
    await expect(hold('n > 0')).rejects.toMatchObject({ code: '23514' });
    await expect(admin.query('insert into held values (-1)')).rejects.toMatchObject({ constraint: 'held_n' });
  });
});
