import type { SqlClient } from '@galley/dataset';
import { chanceSql, withoutTriggers } from '@galley/platform/demo';

/**
 * Indicators of every kind, whose values three projects of a program reported here and there over eight months of 2026, some eighteen for each
 * indicator. For tests and measurements, in a transaction of the caller's: the same seed gives the same values, ids differ. Answers
 * the ids of the projects.
 */
export async function insertRandomValues(
  client: SqlClient,
  organization_id: string,
  count: number,
  seed: number,
): Promise<readonly string[]> {
  await client.query(chanceSql());
  const { rows } = await client.query(PROJECTS, [organization_id]);
  const projects = rows.map((row) => String(row['id']));
  await withoutTriggers(client, async () => {
    await client.query(INDICATORS, [organization_id, count, seed]);
    await client.query(REPORTS, [organization_id, projects, seed]);
  });
  return projects;
}

const PROJECTS = `
  WITH program AS (
    INSERT INTO monitoring.program (id, organization_id, code, name) VALUES (gen_random_uuid(), $1, 'RANDOM', 'RANDOM') RETURNING id
  )
  INSERT INTO monitoring.project (id, organization_id, program_id, code, name, currency)
  SELECT gen_random_uuid(), $1, p.id, 'RANDOM' || k, 'RANDOM' || k, 'EUR' FROM program p, generate_series(1, 3) k
  RETURNING id`;

const INDICATORS = `
  INSERT INTO monitoring.indicator (id, organization_id, code, name, value_type, aggregation_method, aggregation_over_projects,
    is_cumulative, is_annualised, unit_factor)
  SELECT gen_random_uuid(), $1, 'I' || i.n, 'I' || i.n, i.value_type,
    pg_temp.pick(CASE WHEN i.value_type = 'number' THEN '{sum,sum,average,latest,min,max}'::text[]
      ELSE '{average,latest,min,max}' END, 'method', i.n),
    CASE WHEN i.value_type = 'number' THEN pg_temp.pick('{NULL,NULL,NULL,NULL,sum,average,min,max}', 'over', i.n) END,
    pg_temp.chance('cumulative', i.n) < 0.25, i.value_type <> 'number' AND pg_temp.chance('annualised', i.n) < 0.3,
    CASE WHEN i.value_type = 'number' THEN 1 ELSE pg_temp.pick('{1,100,1000}', 'factor', i.n)::numeric END
  FROM (
    SELECT k AS n, pg_temp.pick('{number,number,percentage,ratio}', 'value_type', k) AS value_type
    FROM generate_series($3::bigint * 1000 + 1, $3::bigint * 1000 + $2) k
  ) i`;

// Some stretches are of a few days, and some cross into the next month; half of the quotients have all their denominators.
const REPORTS = `
  INSERT INTO monitoring.indicator_report (id, organization_id, indicator_id, project_id, start_date, end_date, status, value, numerator,
    denominator, target, rejection_reason)
  SELECT gen_random_uuid(), $1, r.id, r.project_id, r.start_date,
    r.start_date + CASE WHEN pg_temp.chance('odd', r.n) < 0.2 THEN pg_temp.whole(0, 45, 'days', r.n) ELSE 27 END,
    r.status, CASE WHEN NOT r.is_blank AND NOT r.is_quotient THEN r.figure END,
    CASE WHEN NOT r.is_blank AND r.is_quotient THEN r.figure END, CASE WHEN NOT r.is_blank AND r.is_quotient THEN r.size END,
    CASE WHEN pg_temp.chance('target', r.n) < 0.5 THEN pg_temp.whole(1, 3, 'target_of', r.n) * 100 END,
    CASE WHEN r.status = 'rejected' THEN 'No.' END
  FROM (
    SELECT c.*, pg_temp.chance('blank', c.n) < 0.15 AS is_blank,
      c.value_type <> 'number' AND (pg_temp.chance('sized', c.i) < 0.5 OR pg_temp.chance('size', c.n) < 0.5) AS is_quotient,
      pg_temp.whole(0, 40000, 'figure', c.n) / 100.0 AS figure, pg_temp.whole(40001, 90000, 'size_of', c.n) / 100.0 AS size,
      pg_temp.pick('{approved,approved,approved,approved,submitted,draft,rejected}', 'status', c.n) AS status
    FROM (
      SELECT i.id, i.value_type, substr(i.code, 2)::bigint AS i, p.id AS project_id,
        (substr(i.code, 2)::bigint * 3 + p.place) * 8 + month AS n, ('2026-01-01'::date + month * interval '1 month')::date AS start_date
      FROM monitoring.indicator i
      CROSS JOIN unnest($2::uuid[]) WITH ORDINALITY p (id, place)
      CROSS JOIN generate_series(0, 7) month
      WHERE i.organization_id = $1
    ) c
    WHERE pg_temp.chance('reported', c.n + $3) < 0.75
  ) r`;
