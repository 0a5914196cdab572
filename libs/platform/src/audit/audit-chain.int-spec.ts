import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Database } from '../database/database.js';
import { appendAudit } from './append-audit.js';

describe('the audit chain', () => {
  const a = randomUUID();
  const b = randomUUID();
  let clone: ClonedDatabase;
  let database: Database;
  let admin: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = new Database({ ...clone, poolSize: 20 });
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
  });
  afterAll(async () => {
    await Promise.all([database.close(), admin.end()]);
    await clone.drop();
  });

  const append = (organization: string, facts = {}): Promise<void> =>
    database.withTenant(organization, (tx) =>
      appendAudit(tx, {
        organization_id: organization,
        actor_id: null,
        action: 'download',
        entity_type: 'tb_report_job',
        entity_id: '1',
        before: null,
        after: { z: 1, a: 2 },
        facts,
      }),
    );

  const broken = async (organization: string): Promise<unknown[]> =>
    (await admin.query('select * from platform.verify_audit_chain($1)', [organization])).rows as unknown[];

  it('counts from one without gap or fork under 20 concurrent writers of two organizations', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => append(index % 2 === 0 ? a : b, { index })));
    for (const organization of [a, b]) {
      const events = await database.withTenant(organization, (tx) =>
        tx.audit_event.findMany({ orderBy: { sequence: 'asc' } }),
      );
      expect(events.map((event) => Number(event.sequence))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(events.slice(1).map((event) => event.previous_hash)).toEqual(
        events.slice(0, -1).map((event) => event.hash),
      );
      await expect(broken(organization)).resolves.toEqual([]);
    }
  });

  it('leaves no trace of what was rolled back', async () => {
    const work = database.withTenant(a, async (tx) => {
      await appendAudit(tx, {
        organization_id: a,
        actor_id: null,
        action: 'x',
        entity_type: 'x',
        entity_id: 'x',
      });
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    await append(a);
    await expect(broken(a)).resolves.toEqual([]);
  });

  it('takes its sequence, hashes and time from nobody', async () => {
    await database.asSystem((tx) =>
      tx.audit_event.create({
        data: {
          organization_id: b,
          action: 'x',
          entity_type: 'x',
          entity_id: 'x',
          sequence: 4711n,
          previous_hash: 'mine',
          hash: 'mine',
          created_at: new Date(0),
        },
      }),
    );
    await expect(broken(b)).resolves.toEqual([]);
  });

  it('digests states by content, whatever the order of their fields', async () => {
    const digests = await database.withTenant(a, (tx) =>
      tx.audit_event.findMany({ distinct: ['after_digest'] }),
    );
    const kinds = digests.map((event) => event.after_digest).filter((digest) => digest !== null);
    expect(kinds).toEqual([expect.stringMatching(/^sha256:[0-9a-f]{64}$/)]);
  });

  it.each([
    ['update platform.audit_event set action = action', 'app'],
    ['delete from platform.audit_event', 'app'],
    ['truncate platform.audit_event', 'app'],
    ['update platform.audit_event set action = action', 'system'],
    ['delete from platform.audit_event', 'system'],
    ['truncate platform.audit_event', 'system'],
    ['update platform.audit_event set action = action', 'administrator'],
    ['delete from platform.audit_event', 'administrator'],
    ['truncate platform.audit_event', 'administrator'],
  ])('refuses "%s" to the %s', async (sql, who) => {
    const url = { app: clone.appUrl, system: clone.systemUrl, administrator: clone.url }[who];
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await expect(client.query(sql)).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|23514)$/) as string,
    });
    await client.end();
  });

  it.each([
    [
      'its content was changed',
      `update platform.audit_event set facts = '{"index":99}' where sequence = 3`,
      '3',
    ],
    ['an entry is missing before this one', 'delete from platform.audit_event where sequence = 5', '6'],
    [
      'does not follow the entry before it',
      `update platform.audit_event set previous_hash = repeat('f', 64) where sequence = 7`,
      '7',
    ],
  ])('finds where %s', async (reason, tampering, sequence) => {
    await admin.query('begin');
    // Only a superuser can do this, and the chain still shows it.
    await admin.query('set local session_replication_role = replica');
    await admin.query(`${tampering} and organization_id = '${a}'`);
    await expect(broken(a)).resolves.toEqual([{ broken_at: sequence, reason }]);
    await admin.query('rollback');
  });
});
