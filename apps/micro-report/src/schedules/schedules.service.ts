import { Injectable } from '@nestjs/common';
import {
  created,
  Database,
  onceIn,
  pageOf,
  requireMatch,
  type Answer,
  type Author,
  type Page,
  type Prisma,
  type Principal,
  type Tx,
} from '@galley/platform';
import { describeTiming, slotsBetween } from '@galley/schedule';
import type { ScheduleRow } from './firing/schedule-row.js';
import { settingsOf } from './firing/schedule-settings.js';
import type { CreateSchedule, UpdateSchedule } from './schedule-bodies.js';
import { draftOf } from './schedule-draft.js';
import { canMove, stateOf, type ScheduleState as State } from './schedule-lifecycle.js';
import { PREVIEW_COUNT, type SchedulePreview, type SchedulePreviewBody } from './schedule-preview.js';
import { ScheduleState } from './schedule-problems.js';
import type { ScheduleQuery, ScheduleRunQuery } from './schedule-queries.js';
import type { Schedule, ScheduleRun } from './schedule-resource.js';
import { databaseNow, firstSlot, slotRule, timingIn } from './schedule-rule.js';
import { instantText, scheduleView } from './schedule-view.js';
import { lockedSchedule, visibleSchedule, visibleSchedules } from './schedule-visibility.js';
import { auditSchedule, ScheduleWriter } from './schedule-writer.js';

/** Rules by which templates are run: who may see them, and every change of them. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly database: Database,
    private readonly writer: ScheduleWriter,
  ) {}

  list(caller: Principal, query: ScheduleQuery): Promise<Page<Schedule>> {
    return this.#tenant(caller, async (tx) => {
      const where = { AND: [await visibleSchedules(tx, caller), filterOf(caller, query)] };
      const page = await pageOf(
        query,
        { by: ['name', 'created_at', 'updated_at', 'format'], initially: 'name' },
        (window) => tx.tb_report_schedule.findMany({ where, ...window }),
        () => tx.tb_report_schedule.count({ where }),
      );
      const items: Schedule[] = [];
      for (const row of page.items) items.push(await this.#view(tx, caller, row));
      return { ...page, items };
    });
  }

  find(caller: Principal, id: string): Promise<Schedule> {
    return this.#tenant(caller, async (tx) => this.#view(tx, caller, await visibleSchedule(tx, caller, id)));
  }

  create(author: Author, body: CreateSchedule): Promise<Answer<Schedule>> {
    const { caller, request } = author;
    return this.#tenant(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        const row = await this.writer.create(tx, author, draftOf(body, caller.organization.timezone));
        const view = await this.#view(tx, caller, row);
        await auditSchedule(tx, author, 'schedule.create', null, row);
        return created(view, `/api/reports/scheduled/${row.id}`);
      }),
    );
  }

  async update(author: Author, id: string, body: UpdateSchedule): Promise<Schedule> {
    const { caller } = author;
    const seen = await this.#tenant(caller, (tx) => visibleSchedule(tx, caller, id));
    const owner = await this.writer.ownerOf(seen, caller.organization);
    return this.#change(author, id, 'schedule.update', (tx, before) => {
      const draft = draftOf(body, caller.organization.timezone, before);
      const takesOver = body.take_over === true && before.owner_id !== caller.id;
      return this.writer.rewrite(tx, author, {
        before,
        draft,
        takesOver,
        owner: before.owner_id === caller.id ? caller : owner,
      });
    });
  }

  pause(author: Author, id: string): Promise<Schedule> {
    return this.#move(author, id, 'paused', 'schedule.pause', (tx, before) =>
      this.writer.pause(tx, author, before, true),
    );
  }

  resume(author: Author, id: string): Promise<Schedule> {
    return this.#move(author, id, 'active', 'schedule.resume', (tx, before) =>
      this.writer.pause(tx, author, before, false),
    );
  }

  /** It stays, switched off; its runs and files stay too. Again is the same answer. */
  async disable(author: Author, id: string): Promise<void> {
    await this.#change(author, id, 'schedule.disable', (tx, before) =>
      before.is_active
        ? tx.tb_report_schedule.update({
            where: { id },
            data: {
              is_active: false,
              stopped_reason: 'disabled',
              version: { increment: 1 },
              updated_by_id: author.caller.id,
            },
          })
        : Promise.resolve(null),
    );
  }

  runs(caller: Principal, id: string, query: ScheduleRunQuery): Promise<Page<ScheduleRun>> {
    return this.#tenant(caller, async (tx) => {
      await visibleSchedule(tx, caller, id);
      const where = { schedule_id: id, outcome: query.outcome, trigger: query.trigger };
      return pageOf(
        query,
        { by: ['scheduled_for', 'created_at'], initially: '-scheduled_for' },
        (window) => tx.schedule_run.findMany({ where, omit: { organization_id: true }, ...window }),
        () => tx.schedule_run.count({ where }),
      );
    });
  }

  /** The next slots of times that nobody has saved. `schedule-invalid` for what could never fire. */
  preview(caller: Principal, body: SchedulePreviewBody): Promise<SchedulePreview> {
    const { organization } = caller;
    return this.#tenant(caller, async (tx) => {
      const timezone = body.timezone ?? organization.timezone;
      const { holiday_calendar = null, holiday_policy } = body;
      const timing = timingIn({ ...body, timezone }, (pointer) => pointer);
      const schedule_config = { timezone, holiday_calendar, ...(holiday_policy && { holiday_policy }) };
      const settings = settingsOf({ schedule_config });
      const rule = await slotRule(tx, organization.id, timing, settings, '/holiday_calendar');
      const from = body.from ? new Date(body.from) : await databaseNow(tx);
      firstSlot(rule, from);
      const next = slotsBetween(rule, from, null, body.count ?? PREVIEW_COUNT).map(instantText);
      return { next, description: describeTiming(timing, organization.locale) };
    });
  }

  /** To where it stands already is no move; `schedule-state` (409) for one that is not in the table. */
  #move(
    author: Author,
    id: string,
    to: State,
    action: string,
    work: (tx: Tx, before: ScheduleRow) => Promise<ScheduleRow>,
  ): Promise<Schedule> {
    return this.#change(author, id, action, (tx, before) => {
      const from = stateOf(before);
      if (from === to) return Promise.resolve(null);
      if (before.is_active && canMove(from, to, 'editor')) return work(tx, before);
      throw ScheduleState.error(
        `The schedule is ${from} and cannot be ${to === 'paused' ? 'paused' : 'resumed'}; enable it with is_active first.`,
      );
    });
  }

  /** Locks, compares If-Match, changes, audits. Null = nothing was to be changed. */
  #change(
    author: Author,
    id: string,
    action: string,
    work: (tx: Tx, before: ScheduleRow) => Promise<ScheduleRow | null>,
  ): Promise<Schedule> {
    const { caller, request } = author;
    return this.#tenant(caller, async (tx) => {
      const before = await lockedSchedule(tx, caller, id);
      requireMatch(request, before);
      const after = await work(tx, before);
      const view = await this.#view(tx, caller, after ?? before);
      if (after) await auditSchedule(tx, author, action, before, after);
      return view;
    });
  }

  #view(tx: Tx, caller: Principal, row: ScheduleRow): Promise<Schedule> {
    return scheduleView(tx, row, caller.organization.locale);
  }

  #tenant<T>(caller: Principal, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.withTenant(caller.organization.id, work);
  }
}

/** The columns that make each state. */
const STATES: Readonly<Record<State, Prisma.tb_report_scheduleWhereInput>> = {
  active: { is_active: true, paused_at: null },
  paused: { is_active: true, paused_at: { not: null } },
  stopped: { is_active: false, NOT: { stopped_reason: 'ended' } },
  ended: { is_active: false, stopped_reason: 'ended' },
};

function filterOf(caller: Principal, query: ScheduleQuery): Prisma.tb_report_scheduleWhereInput {
  const { q, state, is_active, frequency, report_template_id, report_type, project_id, owner } = query;
  const name = q === undefined ? undefined : { contains: q, mode: 'insensitive' as const };
  return {
    name,
    is_active,
    frequency,
    report_template_id,
    report_type,
    project_id,
    ...(owner && { owner_id: caller.id }),
    ...(state && { AND: [STATES[state]] }),
  };
}
