import type { BenchContext } from '../bench-context.js';
import type { Measurement } from '../ratio.js';

const SCHEDULES = 1000;
const GOAL_S = 10;
const OWNER = '0199aaaa-0000-7000-8000-0000000000be';

interface Progress {
  readonly fired: number;
  readonly slots: number;
  readonly jobs: number;
  readonly seconds: number | null;
}

/** Schedules that are due in the same second: how long until the last of them has its job, each exactly one. */
export async function measureFiringSchedules(context: BenchContext): Promise<Measurement> {
  const { database } = context;
  // A slot that is still to come, so that the firing begins with all of them at once.
  const { rows } = await database.query<{ slot: Date }>(
    `with slot as (select date_trunc('second', clock_timestamp()) + interval '5 s' as at),
     added as (
       insert into tenant.tb_report_schedule (
         id, organization_id, name, report_type, format, cron_expression, schedule_config, bu_codes, owner_id, owner,
         next_run_at, updated_at)
       select gen_random_uuid(), organization.id, 'Bench ' || n, 'vendor_spend', 'json', '0 6 * * *', '{"timezone": "UTC"}',
         '{T03}', $1, '{"kind": "user", "roles": ["coordinator"], "bu_codes": null, "project_ids": []}', slot.at, now()
       from platform.organization as organization, slot, generate_series(1, ${SCHEDULES}) as n
       where organization.code = 'demo')
     select at as slot from slot`,
    [OWNER],
  );
  const slot = rows[0]?.slot;
  for (;;) {
    const { fired, slots, jobs, seconds } = await progress(context, slot);
    if (fired < SCHEDULES) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      continue;
    }
    await database.query(`update tenant.tb_report_schedule set is_active = false where owner_id = $1`, [
      OWNER,
    ]);
    const isOnce = slots === SCHEDULES && jobs === SCHEDULES;
    return {
      name: `${SCHEDULES} schedules due in the same second, one worker, until the last job is queued`,
      ours: `${(seconds ?? 0).toFixed(1)} s, ${((1000 * (seconds ?? 0)) / SCHEDULES).toFixed(1)} ms each`,
      reference: '–',
      ratio: null,
      goal: `${GOAL_S} s, once each`,
      met: isOnce && seconds !== null && seconds <= GOAL_S,
      ...(!isOnce && { remark: `${slots} slots, ${jobs} jobs` }),
    };
  }
}

async function progress({ database }: BenchContext, slot: Date | undefined): Promise<Progress> {
  const { rows } = await database.query<Progress>(
    `select count(*) filter (where run.outcome = 'fired')::int as fired,
       count(distinct run.schedule_id)::int as slots, count(distinct run.job_id)::int as jobs,
       extract(epoch from max(run.created_at) - $2)::float8 as seconds
     from tenant.schedule_run as run join tenant.tb_report_schedule as schedule on schedule.id = run.schedule_id
     where schedule.owner_id = $1 and run.scheduled_for = $2`,
    [OWNER, slot],
  );
  return rows[0] ?? { fired: 0, slots: 0, jobs: 0, seconds: null };
}
