import { Injectable } from '@nestjs/common';
import { periodLabel } from '@galley/pack-grants/bufdir';
import {
  accepted,
  dayOf,
  Database,
  newId,
  onceIn,
  requireMatch,
  type AfterCommit,
  type Answer,
  type Author,
  type SqlTx,
} from '@galley/platform';
import { GrantsScope } from '../grants-scope.js';
import { auditReport } from './audit-report.js';
import { findReport, lockReport } from './find-report.js';
import { ReportInProgress } from './grants-problems.js';
import { lockPeriod } from './lock-period.js';
import type { CreateReportBody, RegenerateBody } from './report-bodies.js';
import { reportFormatOf } from './report-format.js';
import { IN_PROGRESS } from './report-lifecycle.js';
import { periodOf, type ReportPeriod } from './report-period.js';
import { knownVersion, ReportPlans, type ReportPlan } from './report-plan.js';
import type { ReportHead } from './report-row.js';
import { currentView, type ReportView } from './report-view.js';
import { requireMember } from './require-member.js';
import { StartGeneration } from './start-generation.js';

interface Order {
  readonly plan: ReportPlan;
  readonly enqueue: boolean;
  readonly action: 'create' | 'regenerate';
  /** Asked in the transaction, before anything is written. */
  readonly check?: (tx: SqlTx) => Promise<void>;
}

/** New reports, and new versions of reports: a row, its period where that is new, and the job, in one transaction. */
@Injectable()
export class CreateReports {
  constructor(
    private readonly database: Database,
    private readonly scope: GrantsScope,
    private readonly plans: ReportPlans,
    private readonly generation: StartGeneration,
  ) {}

  /** Throws what `ReportPlans` throws, `report-in-progress` (BU-V-8) and `queue-full`. */
  async create(author: Author, body: CreateReportBody): Promise<Answer<ReportView>> {
    const plan = await this.plans.of(author, body);
    return this.#order(author, { plan, enqueue: body.enqueue ?? true, action: 'create' });
  }

  /** The next version of a report, of the units as they are now. Throws as `create`, and `not-found`. */
  async regenerate(author: Author, id: string, body: RegenerateBody): Promise<Answer<ReportView>> {
    const caller = await this.scope.ofReport(author, id);
    const before = await this.database.withActorSql(caller, (tx) =>
      findReport(tx, caller.organization.id, id),
    );
    await requireMember(this.database, caller);
    const format = body.format === undefined ? before.format : reportFormatOf(body.format);
    const schema_version = knownVersion(body.bufdir_schema_version ?? before.bufdir_schema_version);
    const span = { start: dayOf(before.reporting_period_start), end: dayOf(before.reporting_period_end) };
    const scope = await this.plans.hierarchyOf(caller);
    const plan = { caller, span, format, schema_version, scope };
    const check = async (tx: SqlTx): Promise<void> => {
      requireMatch(author.request, await lockReport(tx, caller.organization.id, id));
    };
    return this.#order(author, { plan, enqueue: true, action: 'regenerate', check });
  }

  async #order({ request }: Author, { plan, enqueue, action, check }: Order): Promise<Answer<ReportView>> {
    const { caller, span } = plan;
    const organization_id = caller.organization.id;
    const author = { caller, request };
    let afterCommit: AfterCommit = () => Promise.resolve();
    const answer = await this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        await lockPeriod(tx, daysOf(plan));
        await check?.(tx);
        await requireNoneInProgress(tx, plan);
        const period = await periodOf(tx, { organization_id, author_id: caller.id }, span);
        let report = await insertDraft(tx, plan, period);
        if (enqueue) {
          const started = await this.generation.start(tx, author, report);
          ({ report, afterCommit } = started);
        }
        await auditReport(tx, author, action, report);
        return accepted(await currentView(tx, report), `/api/grants/reports/${report.id}`);
      }),
    );
    await afterCommit();
    return answer;
  }
}

function daysOf({ caller, span }: ReportPlan) {
  return {
    organization_id: caller.organization.id,
    reporting_period_start: new Date(span.start),
    reporting_period_end: new Date(span.end),
  };
}

/** `report-in-progress` (BU-V-8); `lockPeriod` makes parallel requests see each other. */
async function requireNoneInProgress(tx: SqlTx, { caller, span }: ReportPlan): Promise<void> {
  const [running] = await tx.$queryRaw<{ id: string; status: string }[]>`
    select id, status from grants.bufdir_report
    where organization_id = ${caller.organization.id}::uuid and reporting_period_start = ${span.start}::date
      and reporting_period_end = ${span.end}::date and status = any(${[...IN_PROGRESS]}) and deleted_at is null`;
  if (!running) return;
  throw ReportInProgress.error(
    `A report of ${span.start} to ${span.end} is ${running.status}; wait for it, or cancel it.`,
    { facts: { existing_id: running.id, report_status: running.status } },
  );
}

/** The next version of the period (BU-V-13), deleted ones counted; its label is computed, whatever the period is called. */
async function insertDraft(
  tx: SqlTx,
  { caller, format, schema_version, scope }: ReportPlan,
  period: ReportPeriod,
): Promise<ReportHead> {
  const id = newId();
  const organization_id = caller.organization.id;
  await tx.$executeRaw`
    insert into grants.bufdir_report (
      id, organization_id, period_id, reporting_period_start, reporting_period_end, period_label, report_version, status,
      format, hierarchy_scope, bufdir_schema_version, generated_by, created_by_id, updated_by_id)
    select ${id}::uuid, ${organization_id}::uuid, ${period.id}::uuid, ${period.start}::date, ${period.end}::date,
      ${periodLabel(period.start, period.end)}, coalesce(max(report_version), 0) + 1, 'draft', ${format}, ${JSON.stringify(scope)}::jsonb,
      ${schema_version}, ${caller.id}::uuid, ${caller.id}::uuid, ${caller.id}::uuid
    from grants.bufdir_report
    where organization_id = ${organization_id}::uuid and reporting_period_start = ${period.start}::date
      and reporting_period_end = ${period.end}::date`;
  return lockReport(tx, organization_id, id);
}
