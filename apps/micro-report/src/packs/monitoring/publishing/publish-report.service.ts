import { Injectable } from '@nestjs/common';
import {
  Answer,
  Database,
  dayOf,
  newId,
  NotFound,
  onceIn,
  pageOf,
  requireMatch,
  type Author,
  type Page,
  type Principal,
  type SqlTx,
} from '@galley/platform';
import { readContent } from '@galley/pack-monitoring/donor-report';
import { auditReport } from '../reports/audit-report.js';
import { DonorReports } from '../reports/donor-reports.service.js';
import type { RevisionsQuery } from '../reports/report-bodies.js';
import type { DonorReport, DonorReportPublication, DonorReportRevision } from '../reports/report-resource.js';
import { findReport, lockReport, reportView, type ReportRow } from '../reports/report-row.js';
import { reportLogo } from './report-logo.js';
import { ReportSnapshots } from './report-snapshots.js';

/** micro-data is asked while the report is locked. */
const TIMEOUT_MS = 60_000;

/** Publications of reports: each is what the records said at one instant, and stays (ME-12). */
@Injectable()
export class PublishReport {
  constructor(
    private readonly database: Database,
    private readonly reports: DonorReports,
    private readonly snapshots: ReportSnapshots,
  ) {}

  /**
   * Freezes what the report shows now as its next revision. Of two at once one waits for the other: the lock is held from before
   * micro-data is asked to the commit. Throws `not-found`, `invalid` and `unavailable`.
   */
  publish(author: Author, id: string): Promise<Answer<DonorReport>> {
    const { caller, request } = author;
    const work = (tx: SqlTx) =>
      onceIn(tx, caller, request, async () => {
        const before = await lockReport(tx, id);
        requireMatch(request, before);
        const published = await keepRevision(tx, before, await this.snapshots.of(caller, id), caller.id);
        await tx.$executeRaw`
          update monitoring.report set status = 'published', revision = ${published.revision},
            published_at = ${published.published_at}, published_by_id = ${caller.id}::uuid, updated_by_id = ${caller.id}::uuid
          where id = ${id}::uuid`;
        const after = await findReport(tx, id);
        const view = await reportView(tx, after, this.reports.linkOf);
        await auditReport(tx, author, 'publish', after, { sha256: published.sha256 });
        return new Answer(200, view);
      });
    return this.database.withActorSql(caller, work, { timeoutMs: TIMEOUT_MS });
  }

  /** The publications of a report; `not-found` as the report itself. */
  revisions(caller: Principal, id: string, query: RevisionsQuery): Promise<Page<DonorReportRevision>> {
    const where = { report_id: id };
    const omit = { content: true, organization_id: true, project_id: true, report_id: true } as const;
    return this.database.withActor(caller, async (tx) => {
      await findReport(tx, id);
      return pageOf(
        query,
        { by: ['revision', 'published_at'], initially: '-revision' },
        (window) => tx.monitoring_report_revision.findMany({ where, omit, ...window }),
        () => tx.monitoring_report_revision.count({ where }),
      );
    });
  }

  async revision(caller: Principal, id: string, revision: number): Promise<DonorReportPublication> {
    const row = await this.database.withActorSql(caller, async (tx) => {
      await findReport(tx, id);
      return findRevision(tx, id, revision);
    });
    const { content, ...head } = row;
    return { ...head, content: { ...readContent(content) } };
  }
}

/** A publication as it is stored; its content is JSON text. */
export interface RevisionRow extends DonorReportRevision {
  readonly content: string;
}

export async function findRevision(tx: SqlTx, reportId: string, revision: number): Promise<RevisionRow> {
  const [row] = await tx.$queryRaw<RevisionRow[]>`
    select id, revision, title, content::text as content, sha256, published_at, published_by_id
    from monitoring.report_revision where report_id = ${reportId}::uuid and revision = ${revision}`;
  if (row) return row;
  throw NotFound.error('There is no such revision of the report.');
}

type Kept = Pick<RevisionRow, 'revision' | 'sha256' | 'published_at'>;

/** The next revision of a locked report. Its head says what the report itself says, beside what the records say. */
async function keepRevision(tx: SqlTx, report: ReportRow, content: string, authorId: string): Promise<Kept> {
  const logo = await reportLogo(tx, report.organization_id);
  const head = { ...ownHead(report), revision: report.revision + 1, logo };
  const [kept] = await tx.$queryRaw<Kept[]>`
    with said as (
      select jsonb_set(${content}::jsonb, '{head}', ${content}::jsonb -> 'head' || ${JSON.stringify(head)}::jsonb) as content
    )
    insert into monitoring.report_revision (
      id, organization_id, project_id, report_id, revision, title, content, sha256, published_at, published_by_id)
    select ${newId()}::uuid, ${report.organization_id}::uuid, ${report.project_id}::uuid, ${report.id}::uuid, ${head.revision},
      ${report.title}, said.content, encode(sha256(convert_to(said.content::text, 'UTF8')), 'hex'),
      date_trunc('milliseconds', clock_timestamp()), ${authorId}::uuid
    from said
    returning revision, sha256, published_at`;
  if (!kept) throw new Error('the revision was not written down');
  return kept;
}

/** What a report says of itself, as its content has it. */
function ownHead(report: ReportRow) {
  return {
    title: report.title,
    report_type: report.report_type,
    start_date: dayOf(report.start_date),
    end_date: dayOf(report.end_date),
    language: report.language,
    provisional: report.include_unapproved,
  };
}
