export const REPORT_STATUSES = ['draft', 'published'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

export interface ReportTransition {
  readonly from: ReportStatus | null;
  readonly to: ReportStatus;
  /** What is committed with it. */
  readonly with: string;
}

/**
 * Every move of a report to a donor; there are no others, and the trigger `monitoring.check_report` refuses them in the
 * database. Drawn in docs/lifecycles/donor-report.md.
 */
export const REPORT_TRANSITIONS: readonly ReportTransition[] = [
  { from: null, to: 'draft', with: 'its sections' },
  { from: 'draft', to: 'published', with: 'revision 1 and its content' },
  { from: 'published', to: 'published', with: 'the next revision and its content' },
];

export function isMove(from: ReportStatus | null, to: ReportStatus): boolean {
  return REPORT_TRANSITIONS.some((move) => move.from === from && move.to === to);
}
