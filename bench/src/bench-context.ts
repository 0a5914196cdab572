import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GalleyClient, startLocalStack, type LocalStack } from '@galley/tools';
import pg from 'pg';
import { BENCH_SCHEMA, BENCH_VIEW, createReferenceTable } from './reference-table.js';

const UNIT = 'BENCH';

/** Everything a measurement needs: the running product, its database, and a report over the reference table. */
export interface BenchContext {
  readonly stack: LocalStack;
  readonly client: GalleyClient;
  /** The administrator's connection: what a reference uses that does not go through Galley. */
  readonly database: pg.Client;
  readonly folder: string;
  /** Report type and source name over the first `rows` rows; bound on first use. */
  readonly report: (rows: number) => Promise<string>;
  readonly unit: string;
  readonly close: () => Promise<void>;
}

/** Starts the product, loads `rows` rows of the reference table and binds a report to them. */
export async function openBench(rows: number): Promise<BenchContext> {
  const stack = await startLocalStack();
  const database = new pg.Client({ connectionString: stack.databaseUrl });
  const folder = await mkdtemp(path.join(tmpdir(), 'galley-bench-'));
  const close = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true });
    await database.query(`drop schema if exists ${BENCH_SCHEMA} cascade`);
    await database.end();
    await stack.stop();
  };
  try {
    await database.connect();
    await createReferenceTable(database, rows);
    const client = await GalleyClient.as({
      secret: stack.secrets.AUTH_SECRET,
      org: 'demo',
      roles: ['platform_admin', 'org_admin'],
    });
    await registerUnit(stack, client);
    const bound = new Map<number, Promise<string>>();
    const report = (wanted: number): Promise<string> => {
      const name = bound.get(wanted) ?? bindReport(stack, client, database, wanted);
      bound.set(wanted, name);
      return name;
    };
    return { stack, client, database, folder, report, unit: UNIT, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function registerUnit(stack: LocalStack, client: GalleyClient): Promise<void> {
  const platform = `${stack.reportUrl}/api/platform`;
  const units = await client.request<{ items: { code: string }[] }>(
    'GET',
    `${platform}/business-units?limit=200`,
  );
  if (units.items.some(({ code }) => code === UNIT)) return;
  await client.request('POST', `${platform}/data-sources`, {
    name: 'bench',
    url_env: null,
    schema: BENCH_SCHEMA,
  });
  await client.request('POST', `${platform}/business-units`, {
    code: UNIT,
    name: 'Benchmark',
    kind: 'property',
    data_source: 'bench',
  });
}

/**
 * A table, a source and a template: as a customer would bind a report of their own. A table and not a view with `limit`,
 * which gives its totals and its rows different rows as soon as PostgreSQL scans in parallel or joins a running scan.
 */
async function bindReport(
  stack: LocalStack,
  client: GalleyClient,
  database: pg.Client,
  rows: number,
): Promise<string> {
  const table = `first_${rows}_rows`;
  const name = `bench_${process.pid}_${rows}`;
  await database.query(`drop table if exists ${BENCH_SCHEMA}.${table}`);
  await database.query(
    `create table ${BENCH_SCHEMA}.${table} as select * from ${BENCH_SCHEMA}.${BENCH_VIEW} limit ${rows}`,
  );
  await database.query(`analyze ${BENCH_SCHEMA}.${table}`);
  await client.request('POST', `${stack.dataUrl}/api/datasets/sources`, {
    name,
    label: 'Inventory movement',
    source_type: 'view',
    source_name: table,
  });
  await client.request('POST', `${stack.reportUrl}/api/reports/templates`, {
    name: `Inventory movement ${name}`,
    report_type: name,
    report_category: 'inventory',
    kind: 'report',
    source_type: 'view',
    source_name: table,
    default_format: 'csv',
  });
  return name;
}
