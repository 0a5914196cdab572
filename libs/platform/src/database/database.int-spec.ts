import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import { Unavailable } from '../errors/common-problems.js';
import { GalleyError } from '../errors/galley-error.js';
import { assertSafeRoles } from './assert-safe-roles.js';
import { sqlStateOf } from './database-problem.js';
import { Database } from './database.js';

describe('Database', () => {
  const organization = randomUUID();
  const other = randomUUID();
  let clone: ClonedDatabase;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = new Database({ ...clone, poolSize: 4 });
    await database.asSystem((tx) =>
      tx.organization.createMany({
        data: [
          { id: organization, code: 'a', name: 'A' },
          { id: other, code: 'b', name: 'B' },
        ],
      }),
    );
  });
  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  it('answers a ping', async () => {
    await expect(database.ping()).resolves.toBeUndefined();
  });

  it('sees the rows of one organization inside withTenant, of all inside asSystem', async () => {
    const seen = await database.withTenant(organization, (tx) => tx.organization.findMany());
    expect(seen.map((row) => row.code)).toEqual(['a']);
    await expect(database.asSystem((tx) => tx.organization.count())).resolves.toBe(2);
  });

  it('forgets the tenant when the transaction ends, on every connection of the pool', async () => {
    await database.withTenant(organization, (tx) => tx.organization.findMany());
    const settings = await Promise.all(
      Array.from({ length: 8 }, () =>
        database.asSystem(
          (tx) => tx.$queryRaw<{ context: string | null }[]>`
          select nullif(current_setting('galley.tenant', true), '') as context`,
        ),
      ),
    );
    expect(settings.flat().every((row) => row.context === null)).toBe(true);
  });

  it('keeps tenants apart when many transactions share few connections', async () => {
    const seen = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const id = index % 2 === 0 ? organization : other;
        const [row] = await database.withTenant(id, (tx) => tx.organization.findMany());
        return row?.id === id;
      }),
    );
    expect(seen).toEqual(Array.from({ length: 40 }, () => true));
  });

  it('rolls back what threw, and lets the error through unchanged', async () => {
    const thrown = new Error('changed my mind');
    const work = database.withTenant(organization, async (tx) => {
      await tx.organization.update({ where: { id: organization }, data: { name: 'Z' } });
      throw thrown;
    });
    await expect(work).rejects.toBe(thrown);
    const [row] = await database.withTenant(organization, (tx) => tx.organization.findMany());
    expect(row?.name).toBe('A');
  });

  it('refuses to report work as done when a swallowed failure rolled it back', async () => {
    const work = database.withTenant(organization, async (tx) => {
      await tx.organization.update({ where: { id: organization }, data: { name: 'Z' } });
      await tx.$queryRaw`select 1 / 0`.catch(() => undefined);
      return 'done';
    });
    await expect(work).rejects.toThrow(/rolled back/);
  });

  it('names the SQLSTATE of a failed statement', async () => {
    const error: unknown = await database
      .asSystem((tx) => tx.$queryRaw`select 1 / 0`)
      .catch((cause: unknown) => cause);
    expect(sqlStateOf(error)).toBe('22012');
  });

  it('turns a refused tenant context into an internal error', async () => {
    const forger = new Database({ ...clone, tenantSecret: `${clone.tenantSecret}x`, poolSize: 1 });
    const work = forger.withTenant(organization, (tx) => tx.organization.findMany());
    await expect(work).rejects.toMatchObject({ code: 'internal' });
    await forger.close();
  });

  it('turns an unreachable server into "unavailable" with a time to retry', async () => {
    const nowhere = 'postgresql://galley_app:x@127.0.0.1:1/galley';
    const absent = new Database({ ...clone, appUrl: nowhere, systemUrl: nowhere, poolSize: 1 });
    const error: unknown = await absent
      .asSystem((tx) => tx.organization.count())
      .catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(GalleyError);
    expect(error).toMatchObject({ code: Unavailable.code, status: 503, retry_after_s: 5 });
    await expect(absent.ping()).rejects.toMatchObject({ code: Unavailable.code });
    await absent.close();
  });

  it('turns a connection that is cut in mid-transaction into "unavailable", and recovers', async () => {
    const work = database.asSystem(async (tx) => {
      const [self] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await database.asSystem((killer) => killer.$queryRaw`select pg_terminate_backend(${self?.pid}::int)`);
      return tx.organization.count();
    });
    await expect(work).rejects.toMatchObject({ code: Unavailable.code });
    await expect(database.asSystem((tx) => tx.organization.count())).resolves.toBe(2);
  });

  it('turns a pool with no connection to spare into "unavailable"', async () => {
    const narrow = new Database({ ...clone, poolSize: 1 });
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const holder = narrow.asSystem(() => held, { timeoutMs: 20_000 });
    await expect(narrow.asSystem((tx) => tx.organization.count())).rejects.toMatchObject({
      code: Unavailable.code,
    });
    release();
    await holder;
    await narrow.close();
  });

  it('starts with the service roles and refuses the administrator', async () => {
    await expect(assertSafeRoles(database)).resolves.toBeUndefined();
    const careless = new Database({ ...clone, systemUrl: clone.url, poolSize: 1 });
    await expect(assertSafeRoles(careless)).rejects.toThrow(/superuser|owns/);
    await careless.close();
  });
});
