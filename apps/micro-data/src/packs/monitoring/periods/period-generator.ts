import { Injectable } from '@nestjs/common';
import { periodsBetween, type PlannedPeriod } from '@galley/pack-monitoring/records';
import {
  Answer,
  appendAudit,
  Database,
  invalidField,
  newId,
  onceIn,
  type Author,
  type SqlTx,
} from '@galley/platform';
import { recordProblem } from '../../../records/record-problem.js';
import { writerOf } from '../../../records/records.service.js';
import { RecordCatalog } from '../../../records/shape/record-catalog.js';
import type { EntityShape } from '../../../records/shape/record-shape.js';
import { RecordSteps } from '../../../records/steps/record-steps.js';
import type { DraftToWrite } from '../../../records/values/draft-to-write.js';
import { readRecord } from '../../../records/values/read-record.js';
import { settleRecord } from '../../../records/values/settle-record.js';
import { writeDrafts } from '../../../records/write-drafts.js';
import { placePeriods, type PlacedPeriod } from './period-plan.js';
import { PeriodOverlap } from './period-problems.js';
import type { GeneratedMonitoringPeriods, GenerateMonitoringPeriodsBody } from './period-resources.js';

/** Ten years of weeks. */
const MAX_PERIODS = 530;

interface Project {
  readonly id: string;
  readonly organization_id: string;
  readonly start_date: string | null;
  readonly end_date: string | null;
  readonly fiscal_start_month: number;
}

/** The periods of a project, one after the other: those that are missing are made, others stay as they are. */
@Injectable()
export class PeriodGenerator {
  readonly #shape: EntityShape;

  constructor(
    private readonly database: Database,
    private readonly steps: RecordSteps,
    catalog: RecordCatalog,
  ) {
    this.#shape = catalog.of('monitoring.reporting-periods');
  }

  /** Throws `period-overlap` with every period that is in the way, and `invalid` for days that make none or too many. */
  generate(
    { caller, request }: Author,
    body: GenerateMonitoringPeriodsBody,
  ): Promise<Answer<GeneratedMonitoringPeriods>> {
    return this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        const project = await readProject(tx, body.project_id);
        const placed = await placePeriods(tx, project, planned(project, body));
        requireRoom(placed);
        const items = placed.map((period) => ({ period, id: period.known_id ?? newId() }));
        if (!body.dry_run) {
          const missing = items.filter(({ period }) => period.known_id === null);
          await this.#write(tx, { caller, request }, project, missing);
          await appendAudit(tx, {
            organization_id: caller.organization.id,
            actor_id: caller.id,
            action: 'record.generate',
            entity_type: this.#shape.full_name,
            entity_id: items[0]?.id ?? '',
            after: items,
            facts: { project_id: project.id, kind: body.kind, created: missing.length },
            request_id: request.request_id,
            ip: request.ip,
          });
        }
        return new Answer(200, answerOf(items, body.dry_run ?? false));
      }),
    );
  }

  async #write(
    tx: SqlTx,
    { caller }: Author,
    project: Project,
    missing: readonly { readonly period: PlacedPeriod; readonly id: string }[],
  ): Promise<void> {
    const shape = this.#shape;
    const drafts = missing.map(({ period, id }): DraftToWrite => {
      const { label, kind, start_date, end_date, calendar_start, calendar_end } = period;
      const body = {
        label,
        kind,
        start_date,
        end_date,
        calendar_start,
        calendar_end,
        project_id: project.id,
      };
      const { draft } = readRecord(shape, body, { mode: 'create', pointer: '' });
      settleRecord(shape, draft, null);
      return { draft, id, isNew: true };
    });
    try {
      await writeDrafts({ tx, shape, writer: writerOf(caller), steps: this.steps.of(shape) }, drafts);
    } catch (error) {
      throw recordProblem(error, '', shape);
    }
  }
}

async function readProject(tx: SqlTx, id: string): Promise<Project> {
  const [project] = await tx.$queryRaw<Project[]>`
    select id, organization_id, to_char(start_date, 'YYYY-MM-DD') as start_date, to_char(end_date, 'YYYY-MM-DD') as end_date,
      fiscal_start_month
    from monitoring.project where id = ${id}::uuid and deleted_at is null`;
  if (!project) throw invalidField('/project_id', 'there is no project of this id');
  return project;
}

function planned(
  project: Project,
  { kind, days, fiscal_start_month, ...wanted }: GenerateMonitoringPeriodsBody,
): readonly PlannedPeriod[] {
  const from = wanted.from ?? project.start_date;
  const to = wanted.to ?? project.end_date;
  if (from === null) throw invalidField('/from', 'is required, for the project has no first day');
  if (to === null) throw invalidField('/to', 'is required, for the project has no last day');
  if (to < from) throw invalidField('/to', 'must not be before from');
  if ((kind === 'custom') !== ((days ?? null) !== null)) {
    throw invalidField('/days', 'is required of custom periods, and no other kind has it');
  }
  const periods: PlannedPeriod[] = [];
  const year = fiscal_start_month ?? project.fiscal_start_month;
  for (const period of periodsBetween({ kind, from, to, days: days ?? 1, fiscal_start_month: year })) {
    if (periods.length === MAX_PERIODS) throw invalidField('/to', `makes more than ${MAX_PERIODS} periods`);
    periods.push(period);
  }
  return periods;
}

function requireRoom(placed: readonly PlacedPeriod[]): void {
  const errors = placed.flatMap(({ label, start_date, end_date, overlaps }) =>
    overlaps === null
      ? []
      : [{ pointer: '/kind', detail: `${label} (${start_date} to ${end_date}) overlaps ${overlaps}` }],
  );
  const [first] = errors;
  if (!first) return;
  throw PeriodOverlap.error(`${first.detail}. Change or remove what is in the way.`, {
    errors: errors.slice(0, 100),
  });
}

function answerOf(
  items: readonly { readonly period: PlacedPeriod; readonly id: string }[],
  isDry: boolean,
): GeneratedMonitoringPeriods {
  return {
    created: items.filter(({ period }) => period.known_id === null).length,
    items: items.map(({ period: { known_id, known_label, label, start_date, end_date, warning }, id }) => ({
      id: isDry ? known_id : id,
      is_new: known_id === null,
      label: known_label ?? label,
      start_date,
      end_date,
      warning,
    })),
    warnings: items.flatMap(({ period: { known_label, label, warning } }) =>
      warning === null ? [] : [`${known_label ?? label} ${warning}`],
    ),
  };
}
