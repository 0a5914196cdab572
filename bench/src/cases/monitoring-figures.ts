import { randomUUID } from 'node:crypto';
import { signTenantContext } from '@galley/platform';
import { insertRandomValues } from '@galley/pack-monitoring/demo';
import type pg from 'pg';
import type { BenchContext } from '../bench-context.js';
import { median, milliseconds, type Measurement } from '../ratio.js';

/** Of every kind; three projects report each of them eighteen times, more or less: 10,031 values. */
const INDICATORS = 560;
const REPEATS = 5;
const GOAL_MS = 1000;
/** The least that has to be read: the same values, each once. */
const REFERENCE = `
  select indicator_id, project_id, count(*), sum(value) from monitoring.indicator_report where status = 'approved' group by 1, 2`;

/**
 * Every indicator of a program's projects, as micro-data's role and under row-level security. Everything happens in one transaction that is
 * rolled back, so that nothing is left in the database.
 */
export async function measureMonitoringFigures({ database, stack }: BenchContext): Promise<Measurement[]> {
  await database.query('begin');
  try {
    const organization_id = randomUUID();
    await database.query('insert into platform.organization (id, code, name) values ($1, $2, $2)', [
      organization_id,
      organization_id,
    ]);
    const projects = await insertRandomValues(database, organization_id, INDICATORS, 1);
    await database.query('set local role galley_data');
    const context = signTenantContext(stack.secrets.TENANT_SECRET, organization_id);
    await database.query(`select set_config('galley.tenant', $1, true)`, [context]);
    const results: Measurement[] = [];
    for (const by of ['total', 'project', 'period', 'project_period'])
      results.push(await measure(database, by, projects));
    return results;
  } finally {
    await database.query('rollback');
  }
}

async function measure(database: pg.Client, by: string, projects: readonly string[]): Promise<Measurement> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    theirs.push(await timed(database, REFERENCE));
    // Rows stay where they are computed: what is measured is SQL, not the driver.
    ours.push(
      await timed(
        database,
        `select count(*) from monitoring.indicator_values($1, null, '2026-01-01', '2026-12-31', $2, false) v where v is not null`,
        [projects, by],
      ),
    );
  }
  return {
    name: `${INDICATORS} indicators from 10,031 values of a program, by ${by.replace('_', ' and ')}, as galley_data`,
    ours: milliseconds(median(ours)),
    reference: `count and sum by indicator and project ${milliseconds(median(theirs))}`,
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
