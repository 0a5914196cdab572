import { randomUUID } from 'node:crypto';
import { sql } from '@galley/dataset';
import type { Principal, ServiceClaims } from '@galley/platform';
import { testPrincipal } from '@galley/platform/testing';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { DataPools } from './data-pools.js';
import type { DataSessionsConfig } from './data-sessions-config.js';
import { Session } from './session.js';

describe('the reader of a session', () => {
  let database: ClonedDatabase;
  let sessions: DataSessionsConfig;
  let pools: DataPools;
  const acme = randomUUID();
  const rival = randomUUID();
  const north = randomUUID();
  const south = randomUUID();
  const { organization: base } = testPrincipal();
  const of = (id: string, changes: Partial<Principal> = {}): Principal =>
    testPrincipal({ organization: { ...base, id }, ...changes });

  beforeAll(async () => {
    database = await cloneDatabase();
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(
      `insert into energy.project (id, organization_id, code, name) values
        ($1, $3, 'NORTH', 'North'), ($2, $3, 'SOUTH', 'South'), (gen_random_uuid(), $4, 'THEIRS', 'Theirs')`,
      [north, south, acme, rival],
    );
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
  async function seenBy(caller: Principal, url_env: string | null = null): Promise<unknown> {
    const session = await Session.open(pools, sessions, {
      dataSource: {
        id: 'own',
        name: 'energy',
        url_env,
        schema: 'energy',
        max_connections: 1,
        statement_timeout_ms: 5000,
      },
      timezone: 'UTC',
      caller,
      context: { source: 'energy.projects', bu_code: null, timeoutMs: 5000 },
      signal: new AbortController().signal,
    });
    try {
      return (await session.ask(sql`select code from energy.project order by code`)).rows.flat();
    } finally {
      await session.close();
    }
  }

  it('sees the rows of their organization in a schema of the product’s own database', async () => {
    expect(await seenBy(of(acme))).toEqual(['NORTH', 'SOUTH']);
    expect(await seenBy(of(rival))).toEqual(['THEIRS']);
    expect(await seenBy(of(randomUUID()))).toEqual([]);
  });

  it('sees their projects, unless they administer the organization or are confined to none', async () => {
    expect(await seenBy(of(acme, { roles: ['member'], project_ids: [north] }))).toEqual(['NORTH']);
    expect(await seenBy(of(acme, { roles: ['coordinator'], project_ids: [] }))).toEqual(['NORTH', 'SOUTH']);
    expect(await seenBy(of(acme, { roles: ['org_admin'], project_ids: [north] }))).toEqual([
      'NORTH',
      'SOUTH',
    ]);
  });

  it('has the rights of the person who asked, when a service reads', async () => {
    const service = (requester_roles: ServiceClaims['requester_roles'], project_ids: readonly string[]) =>
      of(acme, {
        kind: 'service',
        roles: ['service'],
        project_ids,
        service: {
          issuer: 'micro-report',
          requester_roles,
          source: null,
          job_id: null,
          attempt: null,
          is_export: false,
          body_digest: '',
        },
      });
    expect(await seenBy(service(['member'], [south]))).toEqual(['SOUTH']);
    expect(await seenBy(service(['member'], []))).toEqual(['NORTH', 'SOUTH']);
    expect(await seenBy(service(['org_admin'], []))).toEqual(['NORTH', 'SOUTH']);
  });

  it('is not told to a database that is named by a variable: nothing is seen, and the query fails', async () => {
    await expect(seenBy(of(acme), 'ELSEWHERE_URL')).rejects.toMatchObject({
      code: 'source-failed',
      facts: { sqlstate: '42501' },
    });
  });
});
