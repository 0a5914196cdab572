import { randomUUID } from 'node:crypto';
import type { Prisma } from '@galley/platform';
import { OrganizationLines } from '../src/queue/organization-lines.js';
import { VirtualClock } from '../src/queue/virtual-clock.js';
import type { DueSchedule } from '../src/schedules/firing/due-schedules.js';
import { fireSchedules } from '../src/schedules/firing/fire-schedules.js';
import type { Firing } from '../src/schedules/firing/firing.js';
import type { FiringHouse } from '../src/schedules/firing/firing-house.js';
import { fireDueSchedules, type FiringParts } from '../src/schedules/firing/firing-round.js';
import type { ScheduleRow } from '../src/schedules/firing/schedule-row.js';
import { RoundPace } from '../src/schedules/firing/round-pace.js';
import { SetAside } from '../src/schedules/firing/set-aside.js';
import type { JobRow } from '../src/jobs/job-row.js';
import { JobFixture } from './job-fixture.js';

type Values = Partial<Prisma.tb_report_scheduleUncheckedCreateInput>;

const QUEUED_MAX = 5_000;

/** A slot of a second or two ago. */
export function justNow(): Date {
  return new Date(Math.floor(Date.now() / 1000) * 1000 - 1000);
}

/** An organization with a member, a template and short ways to have schedules fired. */
export class ScheduleFixture {
  readonly owner = randomUUID();
  readonly admin = randomUUID();
  readonly template = randomUUID();

  private constructor(readonly jobs: JobFixture) {}

  static async open(): Promise<ScheduleFixture> {
    const fixture = new ScheduleFixture(await JobFixture.open());
    await fixture.#seed();
    return fixture;
  }

  close(): Promise<void> {
    return this.jobs.close();
  }

  get database() {
    return this.jobs.database;
  }

  get organization(): string {
    return this.jobs.organization;
  }

  house(over: Partial<FiringHouse> = {}, queuedMax = QUEUED_MAX): FiringHouse {
    const { database, queue } = this.jobs;
    const lines = new OrganizationLines(new VirtualClock(database), {
      JOB_ORGANIZATION_QUEUED_MAX: queuedMax,
    });
    return {
      acceptance: { queue, lines },
      keep_days: 90,
      is_local_issuer: true,
      grace_ms: 60_000,
      ...over,
    };
  }

  /** What a worker has; `over` replaces parts of it. */
  parts(over: Partial<FiringParts> = {}): FiringParts {
    return {
      database: this.database,
      house: this.house(),
      setAside: new SetAside(),
      pace: new RoundPace(),
      metrics: { count: () => undefined } as unknown as FiringParts['metrics'],
      logger: this.jobs.logger,
      ...over,
    };
  }

  /** One round, as a worker makes it. */
  round(over: Partial<FiringParts> = {}): Promise<boolean> {
    return fireDueSchedules(this.parts(over));
  }

  /** An active schedule of every hour in UTC whose next slot is `next_run_at`, in its organization, as its owner. */
  async add(next_run_at: string | Date | null, over: Values = {}): Promise<ScheduleRow> {
    const { schedule_config, ...rest } = over;
    const isFrequent = over.frequency !== undefined;
    const { id } = await this.database.asSystem((tx) =>
      tx.tb_report_schedule.create({
        data: {
          organization_id: this.organization,
          name: 'Stock by the hour',
          report_template_id: this.template,
          format: 'csv',
          cron_expression: isFrequent ? null : '0 * * * *',
          owner_id: this.owner,
          owner: { kind: 'user', roles: ['coordinator'], bu_codes: null, project_ids: [] },
          ...rest,
          schedule_config: { timezone: 'UTC', ...(schedule_config as object | undefined) },
        },
      }),
    );
    return this.change(id, { next_run_at });
  }

  /** Nothing is due any more. */
  async putToSleep(): Promise<void> {
    const data = { is_active: false, next_run_at: null };
    await this.database.asSystem((tx) => tx.tb_report_schedule.updateMany({ data }));
  }

  change(id: string, data: Prisma.tb_report_scheduleUncheckedUpdateInput): Promise<ScheduleRow> {
    return this.database.asSystem((tx) => tx.tb_report_schedule.update({ where: { id }, data }));
  }

  schedule(id: string): Promise<ScheduleRow> {
    return this.database.asSystem((tx) => tx.tb_report_schedule.findUniqueOrThrow({ where: { id } }));
  }

  /** Turns of one schedule until nothing is due, as if the database's clock said `now`: the slots need not have come. */
  async fireAt(now: string, schedule: ScheduleRow): Promise<void> {
    for (;;) {
      const next = await this.#turn(now, schedule);
      if (!next || next > new Date(now)) return;
    }
  }

  async #turn(now: string, { id }: ScheduleRow): Promise<Firing['next']> {
    const row = await this.schedule(id);
    const { next_run_at } = row;
    if (!next_run_at) throw new Error('the schedule has no next slot');
    const organization = await this.database.asSystem((tx) =>
      tx.organization.findUniqueOrThrow({ where: { id: row.organization_id } }),
    );
    const is_recorded = (await this.runs(id)).some(
      (run) => run.scheduled_for.getTime() === next_run_at.getTime(),
    );
    const due: DueSchedule = {
      ...row,
      next_run_at,
      organization,
      now: new Date(now),
      free_since: null,
      is_recorded,
    };
    const fired = await this.database.asSystemSql((tx) => fireSchedules(tx, this.house(), [due]));
    for (const later of fired.afterCommit) await later();
    return fired.firings[0]?.next ?? null;
  }

  /** What became of the slots of a schedule, in order: instant, trigger, outcome, reason. */
  async slots(id: string): Promise<string[]> {
    const runs = await this.runs(id);
    return runs.map(({ scheduled_for, trigger, outcome, reason }) =>
      [scheduled_for.toISOString().replace('.000Z', 'Z'), trigger, outcome, reason].filter(Boolean).join(' '),
    );
  }

  runs(id: string) {
    return this.database.asSystem((tx) =>
      tx.schedule_run.findMany({ where: { schedule_id: id }, orderBy: { scheduled_for: 'asc' } }),
    );
  }

  jobsOf(id: string): Promise<JobRow[]> {
    return this.database.asSystem((tx) =>
      tx.tb_report_job.findMany({ where: { schedule_id: id }, orderBy: { scheduled_fire_at: 'asc' } }),
    );
  }

  async #seed(): Promise<void> {
    const organization_id = this.organization;
    await this.database.asSystem(async (tx) => {
      for (const [id, role] of [
        [this.owner, 'coordinator'],
        [this.admin, 'org_admin'],
      ] as const) {
        await tx.user_account.create({ data: { id, email: `${id}@example.org`, name: role } });
        await tx.membership.create({ data: { user_id: id, organization_id, role } });
      }
      await tx.tb_report_template.create({
        data: {
          id: this.template,
          organization_id,
          name: 'Stock',
          report_type: 'stock',
          source_type: 'builder',
          builder_key: 'test.rows',
          default_format: 'csv',
        },
      });
    });
  }
}
