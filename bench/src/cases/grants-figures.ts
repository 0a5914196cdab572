import { randomUUID } from 'node:crypto';
import type { Json } from '@galley/dataset';
import { signTenantContext } from '@galley/platform';
import { grantsBuilders } from '@galley/pack-grants/data';
import { insertLargeRecords } from '@galley/pack-grants/demo';
import type pg from 'pg';
import type { BenchContext } from '../bench-context.js';
import { median, milliseconds, type Measurement } from '../ratio.js';

/** With its regions and itself, an organization of 200 units. */
const COUNTS = { locals: 180, contacts: 30_000, activities: 100_000 };
const REPEATS = 3;
const GOAL_MS = 5000;
/** The least that has to be read: the same activities, each once. */
const REFERENCE = `select unit_id, count(*), sum(duration_min) from grants.activity group by unit_id`;

/**
 * The figures of a year for a Bufdir report, in SQL: as micro-data's role and under row-level security. Everything happens in
 * one transaction that is rolled back, so that nothing is left in the database.
 */
export async function measureGrantsFigures({ database, stack }: BenchContext): Promise<Measurement[]> {
  await database.query('begin');
  try {
    const organization_id = randomUUID();
    await database.query('insert into platform.organization (id, code, name) values ($1, $2, $2)', [
      organization_id,
      organization_id,
    ]);
    await insertLargeRecords(database, organization_id, COUNTS);
    await database.query('set local role galley_data');
    const context = signTenantContext(stack.secrets.TENANT_SECRET, organization_id);
    await database.query(`select set_config('galley.tenant', $1, true)`, [context]);
    const params = await paramsOf(database);
    const results: Measurement[] = [];
    for (const name of ['activity_lines', 'activity_summary'])
      results.push(await measure(database, name, organization_id, params));
    return results;
  } finally {
    await database.query('rollback');
  }
}

async function paramsOf(database: pg.Client): Promise<Readonly<Record<string, Json>>> {
  const { rows } = await database.query<{ units: Json }>(
    'select json_agg(h) as units from grants.hierarchy() h',
  );
  const hierarchy = { units: rows[0]?.units ?? [] };
  return { date_from: '2025-01-01', date_to: '2025-12-31', hierarchy, schema_version: '2025-v1' };
}

async function measure(
  database: pg.Client,
  name: string,
  organization_id: string,
  params: Readonly<Record<string, Json>>,
): Promise<Measurement> {
  const builder = grantsBuilders.find(({ key }) => key === `grants.${name}`);
  if (!builder) throw new Error(`no builder grants.${name}`);
  const { text, values } = builder.build({
    schema: 'grants',
    organization_id,
    params,
    timezone: 'Europe/Oslo',
  });
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    theirs.push(await timed(database, REFERENCE));
    // Rows stay where they are computed: what is measured is SQL, not the driver.
    ours.push(await timed(database, `select count(*) from (${text}) as r where r is not null`, values));
  }
  return {
    name: `${name} of ${COUNTS.activities.toLocaleString('en')} activities in 200 units, as galley_data`,
    ours: milliseconds(median(ours)),
    reference: `count and sum by unit ${milliseconds(median(theirs))}`,
    ratio: median(ours) / median(theirs),
    goal: `≤ ${GOAL_MS / 1000} s`,
    met: median(ours) <= GOAL_MS,
  };
}

async function timed(database: pg.Client, text: string, values: readonly unknown[] = []): Promise<number> {
  const started = performance.now();
  await database.query(text, [...values]);
  return performance.now() - started;
}
