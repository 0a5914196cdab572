import { Inject, Injectable } from '@nestjs/common';
import {
  CONFIG,
  created,
  Database,
  dayOf,
  invalidField,
  mapPage,
  newId,
  onceIn,
  pageOf,
  requireMatch,
  type Answer,
  type Author,
  type Page,
  type Principal,
  type Prisma,
  type SqlTx,
} from '@galley/platform';
import type { ShareConfig } from '../../../shares/share-config.js';
import { shareUrl } from '../../../shares/share-links.js';
import { auditReport } from './audit-report.js';
import type {
  ChangeDonorReport,
  CreateDonorReport,
  DonorReportsQuery,
  ReplaceDonorReport,
} from './report-bodies.js';
import type { DonorReport, DonorReportHead } from './report-resource.js';
import { findReport, headView, lockReport, reportView, type ReportRow } from './report-row.js';
import { requireScope } from './report-rules.js';
import { replaceSections, STANDARD_SECTIONS } from './report-sections.js';

const SORTABLE = ['title', 'start_date', 'end_date', 'status', 'report_type', 'created_at', 'updated_at'];

/** Reports to donors as they are put together. */
@Injectable()
export class DonorReports {
  readonly linkOf: (token: string) => string;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) { PUBLIC_URL }: ShareConfig,
  ) {
    this.linkOf = (token) => shareUrl(PUBLIC_URL, token);
  }

  list(caller: Principal, query: DonorReportsQuery): Promise<Page<DonorReportHead>> {
    const where = whereOf(query);
    return this.database.withActor(caller, async (tx) => {
      const page = await pageOf(
        query,
        { by: SORTABLE, initially: '-created_at' },
        (window) =>
          tx.monitoring_report.findMany({ where, ...window }) as Promise<unknown[]> as Promise<ReportRow[]>,
        () => tx.monitoring_report.count({ where }),
      );
      return mapPage(page, (row) => headView(row, this.linkOf));
    });
  }

  /** `not-found` for a report that is not there, deleted, or of a project that is not the caller's; here and below. */
  find(caller: Principal, id: string): Promise<DonorReport> {
    return this.database.withActorSql(caller, async (tx) =>
      reportView(tx, await findReport(tx, id), this.linkOf),
    );
  }

  /** Throws `not-found` (the project), `report-range-type` (ME-15) and `invalid`. */
  create(author: Author, body: CreateDonorReport): Promise<Answer<DonorReport>> {
    const { caller, request } = author;
    return this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        const id = newId();
        await requireScope(tx, { ...body, program_donor_id: body.program_donor_id ?? null });
        await tx.$executeRaw`
          insert into monitoring.report (
            id, organization_id, project_id, program_donor_id, title, report_type, start_date, end_date, language,
            include_unapproved, created_by_id, updated_by_id)
          values (
            ${id}::uuid, ${caller.organization.id}::uuid, ${body.project_id}::uuid, ${body.program_donor_id ?? null}::uuid,
            ${body.title}, ${body.report_type}, ${body.start_date}::date, ${body.end_date}::date, ${body.language ?? 'en'},
            ${body.include_unapproved ?? false}, ${caller.id}::uuid, ${caller.id}::uuid)`;
        const row = await findReport(tx, id);
        await replaceSections(tx, row, body.sections ?? STANDARD_SECTIONS, caller.id);
        const view = await reportView(tx, row, this.linkOf);
        await auditReport(tx, author, 'create', row);
        return created(view, `/api/monitoring/reports/${id}`);
      }),
    );
  }

  /** What is left out becomes what it is in a new report. Throws as `create`. */
  replace(author: Author, id: string, body: ReplaceDonorReport): Promise<DonorReport> {
    const unsaid = {
      program_donor_id: null,
      language: 'en',
      include_unapproved: false,
      sections: STANDARD_SECTIONS,
    } as const;
    return this.change(author, id, { ...unsaid, sections: [...unsaid.sections], ...body });
  }

  /**
   * Changes the draft. What was published stays what links and files show, until it is published anew. Throws as `create`.
   */
  change(author: Author, id: string, body: ChangeDonorReport): Promise<DonorReport> {
    const { caller, request } = author;
    return this.database.withActorSql(caller, async (tx) => {
      const before = await lockReport(tx, id);
      requireMatch(request, before);
      if (body.project_id !== undefined && body.project_id.toLowerCase() !== before.project_id) {
        throw invalidField('/project_id', 'cannot change: a report stays with its project');
      }
      const after = await this.#write(tx, before, body, caller.id);
      const view = await reportView(tx, after, this.linkOf);
      await auditReport(tx, author, 'change', after);
      return view;
    });
  }

  /** Hides the report and revokes its link; its revisions stay. */
  async remove(author: Author, id: string): Promise<void> {
    const { caller, request } = author;
    await this.database.withActorSql(caller, async (tx) => {
      const row = await lockReport(tx, id);
      requireMatch(request, row);
      await tx.$executeRaw`
        update monitoring.report set deleted_at = clock_timestamp(), deleted_by_id = ${caller.id}::uuid,
          updated_by_id = ${caller.id}::uuid, share_token = null, share_expires_at = null
        where id = ${id}::uuid`;
      await auditReport(tx, author, 'delete', row, { was_shared: row.share_token !== null });
    });
  }

  async #write(tx: SqlTx, before: ReportRow, body: ChangeDonorReport, by: string): Promise<ReportRow> {
    const { sections, ...head } = body;
    const next = {
      title: head.title ?? before.title,
      program_donor_id: head.program_donor_id === undefined ? before.program_donor_id : head.program_donor_id,
      report_type: head.report_type ?? before.report_type,
      start_date: head.start_date ?? dayOf(before.start_date),
      end_date: head.end_date ?? dayOf(before.end_date),
      language: head.language ?? before.language,
      include_unapproved: head.include_unapproved ?? before.include_unapproved,
    };
    await requireScope(tx, { ...next, project_id: before.project_id });
    if (sections !== undefined) await replaceSections(tx, before, sections, by);
    await tx.$executeRaw`
      update monitoring.report set title = ${next.title}, program_donor_id = ${next.program_donor_id}::uuid,
        report_type = ${next.report_type}, start_date = ${next.start_date}::date, end_date = ${next.end_date}::date,
        language = ${next.language}, include_unapproved = ${next.include_unapproved}, updated_by_id = ${by}::uuid
      where id = ${before.id}::uuid`;
    return findReport(tx, before.id);
  }
}

function whereOf(query: DonorReportsQuery): Prisma.monitoring_reportWhereInput {
  const { project_id, program_donor_id, status, report_type, from, to } = query;
  return {
    deleted_at: null,
    project_id,
    program_donor_id,
    status,
    report_type,
    ...(from !== undefined && { end_date: { gte: new Date(from) } }),
    ...(to !== undefined && { start_date: { lte: new Date(to) } }),
  };
}
