import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';

const FORBIDDEN = '42501';
const READ_ONLY = '25006';
/** Real dumps nobody here wrote; present where the repository stands beside them. */
const SAMPLES = path.resolve('..', 'shared', 'samples', 'databases');
const samples = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => name.endsWith('.sql.gz')) : [];

describe('galley_data', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let data: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    data = new pg.Client({ connectionString: clone.dataUrl });
    await Promise.all([admin.connect(), data.connect()]);
  });
  afterAll(async () => {
    await Promise.all([admin.end(), data.end()]);
    await clone.drop();
  });

  it.each(['platform', 'tenant', 'bullmq', 'internal'])('sees nothing of %s', async (schema) => {
    const { rows } = await admin.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = $1 and c.relkind in ('r', 'v', 'm', 'p')`,
      [schema],
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { name } of rows) {
      await expect(data.query(`select * from ${name}`)).rejects.toMatchObject({ code: FORBIDDEN });
    }
  });

  it.each(['create table public.x (id int)', 'create schema x', 'create temporary table x (id int)'])(
    'cannot "%s", even where it asks for a transaction that writes',
    async (sql) => {
      await expect(data.query(sql)).rejects.toMatchObject({
        code: expect.stringMatching(/42501|25006/) as string,
      });
      await data.query('begin read write');
      await expect(data.query(sql)).rejects.toMatchObject({ code: FORBIDDEN });
      await data.query('rollback');
    },
  );

  it('reads tables, views, functions and procedures of a schema the moment an administrator loads it', async () => {
    await admin.query(`create schema hotel;
      set search_path = hotel;
      create table room (no int primary key, price numeric(10, 2));
      insert into room values (1, 99.50), (2, 120);
      create view v_room as select * from room;
      create function dear_rooms(minimum numeric) returns setof room language sql stable
        as 'select * from hotel.room where price >= minimum';
      create procedure all_rooms(inout rows refcursor) language plpgsql
        as $$ begin open rows for select * from hotel.room; end $$;
      reset search_path`);
    await expect(data.query('select * from hotel.v_room')).resolves.toMatchObject({ rowCount: 2 });
    await expect(data.query('select * from hotel.dear_rooms(100)')).resolves.toMatchObject({ rowCount: 1 });
    await data.query('begin');
    await data.query(`call hotel.all_rooms('c')`);
    await expect(data.query('fetch all in c')).resolves.toMatchObject({ rowCount: 2 });
    await data.query('commit');
  });

  it('writes nowhere', async () => {
    await expect(data.query('delete from hotel.room')).rejects.toMatchObject({
      code: expect.stringMatching(new RegExp(`${FORBIDDEN}|${READ_ONLY}`)) as string,
    });
    await data.query('begin read write');
    await expect(data.query('delete from hotel.room')).rejects.toMatchObject({ code: FORBIDDEN });
    await data.query('rollback');
  });

  (samples.length > 0 ? it : it.skip).each(samples)('reads every table and view of %s', async (name) => {
    await admin.query(gunzipSync(readFileSync(path.join(SAMPLES, name))).toString('utf8'));
    await admin.query('reset search_path');
    const schema = name.replace('.sql.gz', '');
    const { rows } = await data.query<{ name: string }>(
      `select format('%I.%I', schemaname, name) as name from (
         select schemaname, tablename as name from pg_tables union all select schemaname, viewname from pg_views) o
       where schemaname = $1`,
      [schema],
    );
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) await data.query(`select * from ${row.name} limit 1`);
  });
});
