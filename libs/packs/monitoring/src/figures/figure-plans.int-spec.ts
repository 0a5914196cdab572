import { insertRandomValues } from '../demo/random-values.js';
import { FigureBench } from '../testing/figure-bench.js';
import type { MonitoringRows } from '../testing/monitoring-rows.js';

/** A node of EXPLAIN (ANALYZE, FORMAT JSON): what one did per loop, and how often. */
interface PlanNode {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A function as the catalog has it: `arguments` are `name type`, `settings` `name=value`. */
interface StoredFunction {
  readonly body: string;
  readonly arguments: readonly string[];
  readonly settings: readonly string[];
}

const INDICATORS = 60;
const FACTOR = 4;

describe('the work of computing figures', () => {
  let bench: FigureBench;
  const sizes: { readonly rows: MonitoringRows; readonly projects: readonly string[] }[] = [];

  beforeAll(async () => {
    bench = await FigureBench.open();
    await bench.admin.query('BEGIN');
    for (const factor of [1, FACTOR]) {
      const rows = await bench.organization();
      const projects = await insertRandomValues(bench.admin, rows.organization_id, INDICATORS * factor, 1);
      await bench.admin.query(PEOPLE, [rows.organization_id, projects[0], 400 * factor]);
      sizes.push({ rows, projects });
    }
    await bench.admin.query('COMMIT');
  });
  afterAll(() => bench?.close());

  // Each by itself: EXPLAIN does not look into the functions that a function asks.
  it.each([
    ['indicators_behind', ''],
    ['counted_values', ''],
    ['partial_values', ''],
    ['indicator_values', 'project_period'],
    ['indicator_values', 'disaggregation'],
    ['indicator_values', 'to_date'],
    ['attendances', ''],
    ['people_figures', 'sex_age'],
    ['people_figures', 'activity'],
  ])('grows as the records do, and no faster: %s %s', async (name, by) => {
    const [small, large] = [await rowsHandled(0, name, by), await rowsHandled(1, name, by)];
    expect(small).toBeGreaterThan(INDICATORS);
    // Row by row against row by row it would be the square.
    expect(large / small).toBeLessThan(1.5 * FACTOR);
  });

  /** Rows that all nodes of the plan have handled, as galley_data under the organization's context. */
  async function rowsHandled(size: number, name: string, by: string): Promise<number> {
    const { rows, projects } = sizes[size] ?? sizes[0] ?? fail();
    const stored = await storedFunction(name);
    const indicators = await bench.admin.query<{ ids: string[] }>(
      'SELECT array_agg(id) AS ids FROM monitoring.indicator WHERE organization_id = $1',
      [rows.organization_id],
    );
    const given: Readonly<Record<string, unknown>> = {
      p_projects: projects,
      p_indicators: indicators.rows[0]?.ids,
      p_from: '2026-01-10',
      p_to: '2026-12-31',
      p_by: by,
      p_provisional: false,
    };
    const body = stored.arguments.reduce((text, argument, index) => {
      const [argumentName = '', type = ''] = argument.split(' ');
      return text.replaceAll(new RegExp(`\\b${argumentName}\\b`, 'g'), `($${index + 1}::${type})`);
    }, stored.body);
    const values = stored.arguments.map((argument) => given[argument.split(' ')[0] ?? '']);
    const found = await bench.ask<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      rows.organization_id,
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${body}`,
      values,
      stored.settings,
    );
    return found[0] ? handledBy(found[0]['QUERY PLAN'][0].Plan) : 0;
  }

  async function storedFunction(name: string): Promise<StoredFunction> {
    const { rows } = await bench.admin.query<StoredFunction>(
      `SELECT p.prosrc AS body, coalesce(p.proconfig, '{}') AS settings,
         array(SELECT p.proargnames[a.place] || ' ' || format_type(a.type, NULL)
           FROM unnest(p.proargtypes) WITH ORDINALITY a (type, place) ORDER BY a.place) AS arguments
       FROM pg_proc p WHERE p.oid = ('monitoring.' || $1)::regproc`,
      [name],
    );
    return rows[0] ?? fail();
  }
});

function fail(): never {
  throw new Error('there is nothing to explain');
}

function handledBy(node: PlanNode): number {
  const perLoop =
    node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0);
  return (node.Plans ?? []).reduce(
    (sum, child) => sum + handledBy(child),
    // A loop that finds nothing has been gone through, too.
    node['Actual Loops'] * Math.max(1, perLoop),
  );
}

const PEOPLE = `
  WITH activity AS (
    INSERT INTO monitoring.activity (id, organization_id, project_id, code, title)
    SELECT gen_random_uuid(), $1, $2, 'A' || k, 'A' || k FROM generate_series(1, 10) k RETURNING id, code
  ), participant AS (
    INSERT INTO monitoring.participant (id, organization_id, project_id, code, person_key, sex)
    SELECT gen_random_uuid(), $1, $2, 'T' || k, pg_temp.whole(1, $3, 'key', k), pg_temp.pick('{female,male}', 'sex', k)
    FROM generate_series(1, $3::integer) k RETURNING id
  ), member AS (
    INSERT INTO monitoring.household_member (id, organization_id, project_id, participant_id, line_no, age)
    SELECT gen_random_uuid(), $1, $2, p.id, k, 10 * k FROM participant p, generate_series(1, 3) k
  )
  INSERT INTO monitoring.activity_participant (id, organization_id, project_id, activity_id, participant_id, attended_on)
  SELECT gen_random_uuid(), $1, $2, a.id, p.id, '2026-02-01' FROM activity a, participant p
  WHERE substr(a.code, 2)::integer <= 4`;
