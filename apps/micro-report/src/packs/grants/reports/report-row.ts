import type { HierarchyScope, ReportData, ReportWarning } from '@galley/pack-grants/bufdir';
import type { Prisma } from '@galley/platform';
import type { ReportFormat } from './report-format.js';
import type { ReportStatus } from './report-lifecycle.js';

type StoredReport = Prisma.grants_bufdir_reportGetPayload<object>;

/** A row of `grants.bufdir_report`, its closed sets and documents typed as the checks of the table hold them. */
export type ReportRow = Omit<
  StoredReport,
  'status' | 'format' | 'hierarchy_scope' | 'validation_warnings' | 'report_data' | 'total_hours'
> & {
  readonly status: ReportStatus;
  readonly format: ReportFormat | null;
  readonly hierarchy_scope: HierarchyScope;
  readonly validation_warnings: readonly ReportWarning[];
  readonly report_data: ReportData | null;
  /** Text where it was read by SQL. */
  readonly total_hours: Prisma.Decimal | string | null;
};

/** A report without its data, which only the preview and the files need. */
export type ReportHead = Omit<ReportRow, 'report_data'>;
