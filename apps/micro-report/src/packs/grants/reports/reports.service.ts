import { Injectable } from '@nestjs/common';
import { Database, mapPage, pageOf, Prisma, type Author, type Page, type Tx } from '@galley/platform';
import { GrantsScope } from '../grants-scope.js';
import { findReport, findReportWithData, requireData } from './find-report.js';
import type { ReportsQuery } from './report-bodies.js';
import { reportFormatOf } from './report-format.js';
import { progressOf } from './report-progress.js';
import type { BufdirReportPreview, BufdirReportWarnings } from './report-resource.js';
import type { ReportHead } from './report-row.js';
import { currentView, reportView, type ReportView } from './report-view.js';

const SORTABLE = [
  'created_at',
  'updated_at',
  'reporting_period_start',
  'reporting_period_end',
  'period_label',
  'report_version',
  'status',
];

type Where = Prisma.grants_bufdir_reportWhereInput;

/** What people read of reports. */
@Injectable()
export class Reports {
  constructor(
    private readonly database: Database,
    private readonly scope: GrantsScope,
  ) {}

  /** Filters choose among what is listed: the current version of every period, or all of them. */
  async list(author: Author, query: ReportsQuery): Promise<Page<ReportView>> {
    const caller = await this.scope.ofOrganization(author, query.organization_id);
    const filters = filtersOf(query);
    return this.database.withActor(caller, async (tx) => {
      const current = query.all_versions ? {} : { id: { in: await currentVersions(tx) } };
      const where: Where = {
        organization_id: caller.organization.id,
        deleted_at: null,
        ...current,
        ...filters,
      };
      const page = await pageOf(
        query,
        { by: SORTABLE, initially: '-created_at' },
        (window) =>
          tx.grants_bufdir_report.findMany({ where, ...window, omit: { report_data: true } }) as Promise<
            unknown[]
          > as Promise<ReportHead[]>,
        () => tx.grants_bufdir_report.count({ where }),
      );
      const progress = await progressOf(tx, page.items);
      return mapPage(page, (row) => reportView(row, progress.get(row.id) ?? null));
    });
  }

  /** `not-found` for a report that is not there or not the caller's to see, here and below. */
  async find(author: Author, id: string): Promise<ReportView> {
    const caller = await this.scope.ofReport(author, id);
    return this.database.withActorSql(caller, async (tx) => {
      const row = await findReport(tx, caller.organization.id, id);
      return currentView(tx, row);
    });
  }

  /** `report-not-completed` while there are no data. */
  async preview(author: Author, id: string): Promise<BufdirReportPreview> {
    const caller = await this.scope.ofReport(author, id);
    const row = await this.database.withActorSql(caller, (tx) =>
      findReportWithData(tx, caller.organization.id, id),
    );
    requireData(row);
    const { report_version, bufdir_schema_version, report_sha256, generated_at, report_data, version } = row;
    return { id, report_version, bufdir_schema_version, report_sha256, generated_at, report_data, version };
  }

  async warnings(author: Author, id: string): Promise<BufdirReportWarnings> {
    const { validation_warnings } = await this.find(author, id);
    return { items: validation_warnings };
  }
}

function filtersOf({ status, period_id, format, year, generated_by }: ReportsQuery): Where {
  return {
    status,
    period_id,
    generated_by,
    ...(format !== undefined && { format: reportFormatOf(format, 'format') }),
    ...(year !== undefined && {
      reporting_period_end: { gte: new Date(`${year}-01-01`), lte: new Date(`${year}-12-31`) },
    }),
  };
}

/** Of every period its latest version, or the highest where none has data. */
async function currentVersions(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select distinct on (reporting_period_start, reporting_period_end) id from grants.bufdir_report
    where deleted_at is null
    order by reporting_period_start, reporting_period_end, is_latest_version desc, report_version desc`;
  return rows.map(({ id }) => id);
}
