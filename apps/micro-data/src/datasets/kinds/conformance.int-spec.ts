import { identifier, sql, type DatasetBuilder } from '@galley/dataset';
import { GalleyError } from '@galley/platform';
import { testPrincipal } from '@galley/platform/testing';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { DataPools } from '../../sessions/data-pools.js';
import type { DataSessionsConfig } from '../../sessions/data-sessions-config.js';
import { Session } from '../../sessions/session.js';
import { SOURCE_KINDS } from './registry.js';
import { noParams, type BindRequest, type BoundSource } from './source-kind.js';

const builder: DatasetBuilder = {
  key: 'test.stock',
  label: 'Stock',
  scope: 'business_unit',
  params: [],
  columns: [{ name: 'value', label: 'Worth', format: 'money' }],
  build: ({ schema }) => sql`select sku, value from ${identifier(schema, 'stock')} order by sku`,
};

/** For each kind, a source that gives the same two rows; a kind without one here fails. */
const SOURCES: Readonly<Record<string, Partial<BoundSource>>> = {
  view: { source_name: 'v_stock' },
  function: { source_name: 'fn_stock' },
  procedure: { source_name: 'sp_stock' },
  builder: { builder },
};

const SCHEMA = `
  create schema bu;
  set search_path = bu;
  create table bu.stock (sku text, value numeric(14,2));
  insert into bu.stock values ('A', 1.50), ('B', 2.25);
  create view bu.v_stock as select * from bu.stock order by sku;
  create function bu.fn_stock() returns table(sku text, value numeric) language sql stable as 'select * from stock order by sku';
  create procedure bu.sp_stock(inout rs refcursor) language plpgsql as $$ begin open rs for select * from stock order by sku; end $$;`;

describe.each([...SOURCE_KINDS.values()].map((kind) => [kind.key, kind] as const))(
  'a source of kind %s',
  (key, kind) => {
    let database: ClonedDatabase;
    let pools: DataPools;
    let sessions: DataSessionsConfig;
    let session: Session;
    const source: BoundSource = {
      name: 'stock',
      source_type: key,
      source_name: null,
      builder: null,
      params: [],
      fields: [],
      hints: new Map([['sku', { label: 'Article' }]]),
      max_rows: null,
      timeout_ms: null,
      ...SOURCES[key],
    };
    const place = (more: Partial<BoundSource> = {}): BindRequest => ({
      source: { ...source, ...more },
      session,
      bu_code: 'T01',
      organization_id: 'o',
      timezone: 'UTC',
      params: noParams(source),
    });

    beforeAll(async () => {
      database = await cloneDatabase();
      const admin = new pg.Client({ connectionString: database.url });
      await admin.connect();
      await admin.query(SCHEMA);
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
    beforeEach(async () => {
      session = await Session.open(pools, sessions, {
        dataSource: {
          id: 'd',
          name: 'd',
          url_env: null,
          schema: 'bu',
          max_connections: 1,
          statement_timeout_ms: 5000,
        },
        timezone: 'UTC',
        caller: testPrincipal(),
        context: { source: 'stock', bu_code: 'T01', timeoutMs: 5000 },
        signal: new AbortController().signal,
      });
    });
    afterEach(() => session.close());
    afterAll(async () => {
      await pools.onApplicationShutdown();
      await database.drop();
    });

    it('has a source to be tried with', () => {
      expect(SOURCES).toHaveProperty(key);
    });

    it('finds its live columns, and lets the source name them', async () => {
      const { columns } = await kind.bind(place());
      expect(columns.map(({ name, type }) => [name, type])).toEqual([
        ['sku', 'string'],
        ['value', 'decimal'],
      ]);
      expect(columns[0]?.label).toBe('Article');
    });

    it('gives rows and totals of all rows, in the cells that are asked for', async () => {
      const binding = await kind.bind(place());
      const { columns } = binding;
      const [sku, value] = columns;
      if (!sku || !value) throw new Error('columns are missing');
      const rows = await binding.open({
        bu_code: 'T01',
        columns,
        output: [value, sku],
        filters: {},
        fields: [],
        order: [{ column: sku, isDescending: true, isNullsFirst: true }],
        isMerged: false,
        textOrder: 'unicode',
        skip: 0,
        take: 1,
        totals: [{ key: 'value', column: value, aggregate: 'sum' }],
        group_by: [],
        keepsDistinct: false,
        currency: null,
        countUpTo: null,
      });
      const batches = [];
      for await (const batch of rows.batches()) batches.push(batch);
      expect(batches.reduce((sum, batch) => sum + batch.rows, 0)).toBe(1);
      expect(
        Buffer.concat(batches.map(({ bytes }) => bytes))
          .subarray(7)
          .toString('latin1'),
      ).toBe('\0\0\0\x042.25\0\0\0\x01B');
      expect(rows.aggregates()?.all).toMatchObject({
        row_count: 2,
        totals: [{ sum: { units: 375n, scale: 2 } }],
      });
    });

    it('identifies its definition, the same each time', async () => {
      const hash = await kind.definitionHash(place());
      expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(await kind.definitionHash(place())).toBe(hash);
    });

    it('says what the unit has instead of what is bound', async () => {
      const gone = place({ source_name: 'nothing', builder: null });
      for (const attempt of [
        () => kind.bind(gone),
        () => kind.describe(gone),
        () => kind.definitionHash(gone),
      ]) {
        const error: unknown = await attempt().catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(GalleyError);
        expect((error as GalleyError).code).toBe('binding-drift');
      }
    });
  },
);
