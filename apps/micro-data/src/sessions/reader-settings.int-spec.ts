import { randomUUID } from 'node:crypto';
import { sql } from '@galley/dataset';
import { testPrincipal } from '@galley/platform/testing';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { DataPools } from './data-pools.js';
import type { DataSessionsConfig } from './data-sessions-config.js';
import { Session } from './session.js';

/** A pack's table as the repeatable SQL protects it. */
const SCHEMA = `
  create schema own;
  create table own.thing (organization_id uuid not null, name text not null);
  alter table own.thing enable row level security, force row level security;
  create policy own_organization on own.thing for select to galley_data
    using (organization_id = (select platform.current_organization()));
  grant usage on schema own to galley_data;
  grant select on own.thing to galley_data;
  grant execute on function platform.current_organization() to galley_data`;

describe('the reader of a session', () => {
  let database: ClonedDatabase;
  let sessions: DataSessionsConfig;
  let pools: DataPools;
  const acme = randomUUID();
  const rival = randomUUID();

  beforeAll(async () => {
    database = await cloneDatabase();
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(SCHEMA);
    await admin.query(`insert into own.thing values ($1, 'ours'), ($2, 'theirs')`, [acme, rival]);
    await admin.end();
    sessions = {
      urlOf: () => database.dataUrl,
      tenantSecret: database.tenantSecret,
      connectTimeoutMs: 5000,
      waitTimeoutMs: 5000,
      watchdogGraceMs: 500,
    };
    pools = new DataPools(sessions);
  });
  afterAll(async () => {
    await pools?.onApplicationShutdown();
    await database?.drop();
  });

  /** One connection for all, so that what one reader leaves behind would be another's. */
  async function names(organization: string, url_env: string | null = null): Promise<unknown> {
    const { organization: base } = testPrincipal();
    const session = await Session.open(pools, sessions, {
      dataSource: {
        id: 'own',
        name: 'own',
        url_env,
        schema: 'own',
        max_connections: 1,
        statement_timeout_ms: 5000,
      },
      timezone: 'UTC',
      caller: testPrincipal({ organization: { ...base, id: organization } }),
      context: { source: 'own.things', bu_code: null, timeoutMs: 5000 },
      signal: new AbortController().signal,
    });
    try {
      return (await session.ask(sql`select name from own.thing order by name`)).rows.flat();
    } finally {
      await session.close();
    }
  }

  it('sees the rows of their organization in a schema of the product’s own database', async () => {
    expect(await names(acme)).toEqual(['ours']);
    expect(await names(rival)).toEqual(['theirs']);
    expect(await names(randomUUID())).toEqual([]);
  });

  it('is not told to a database that is named by a variable: nothing is seen, and the query fails', async () => {
    await expect(names(acme, 'ELSEWHERE_URL')).rejects.toMatchObject({
      code: 'source-failed',
      facts: { sqlstate: '42501' },
    });
  });
});
