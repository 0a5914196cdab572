import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  created,
  Database,
  invalidField,
  onceIn,
  requireMatch,
  type Answer,
  type Author,
  type SqlTx,
} from '@galley/platform';
import { auditReport } from '../reports/audit-report.js';
import { DonorReports } from '../reports/donor-reports.service.js';
import { ReportNotPublished } from '../reports/report-problems.js';
import { lockReport } from '../reports/report-row.js';
import type { DonorReportShare, ShareDonorReport } from './share-bodies.js';

/** The link by which everybody who knows it reads the latest publication of a report. There is one at a time. */
@Injectable()
export class ShareReport {
  constructor(
    private readonly database: Database,
    private readonly reports: DonorReports,
  ) {}

  /**
   * A new link; the one before leads nowhere any more (ME-13). Throws `report-not-published`, and `invalid` for an instant that is
   * not to come.
   */
  share(
    author: Author,
    id: string,
    { expires_at = null }: ShareDonorReport,
  ): Promise<Answer<DonorReportShare>> {
    const { caller, request } = author;
    const work = async (tx: SqlTx): Promise<Answer<DonorReportShare>> => {
      const report = await lockReport(tx, id);
      requireMatch(request, report);
      if (report.status !== 'published') {
        throw ReportNotPublished.error('Publish the report first: a link shows what was published.', {
          facts: { report_status: report.status },
        });
      }
      const expires = expires_at === null ? null : new Date(expires_at);
      const token = randomUUID();
      const shared = await tx.$executeRaw`
        update monitoring.report set share_token = ${token}::uuid, share_expires_at = ${expires}::timestamptz,
          updated_by_id = ${caller.id}::uuid
        where id = ${id}::uuid and coalesce(${expires}::timestamptz > clock_timestamp(), true)`;
      if (shared === 0) throw invalidField('/expires_at', 'has passed');
      await auditReport(tx, author, 'share', report, { expires_at: expires?.toISOString() ?? null });
      return created(
        { url: this.reports.linkOf(token), share_token: token, expires_at: expires },
        `/api/monitoring/reports/${id}`,
      );
    };
    // The record of the first answer outlives the link.
    return this.database.withActorSql(caller, (tx) =>
      onceIn(
        tx,
        caller,
        request,
        () => work(tx),
        (share) => ({ ...share, url: null, share_token: null }),
      ),
    );
  }

  /** From the commit on the link leads nowhere. Again changes nothing. */
  async revoke(author: Author, id: string): Promise<void> {
    const { caller, request } = author;
    await this.database.withActorSql(caller, async (tx) => {
      const report = await lockReport(tx, id);
      requireMatch(request, report);
      if (report.share_token === null) return;
      await tx.$executeRaw`
        update monitoring.report set share_token = null, share_expires_at = null, updated_by_id = ${caller.id}::uuid
        where id = ${id}::uuid`;
      await auditReport(tx, author, 'unshare', report);
    });
  }
}
