import { InvalidStatusTransition } from './grants-problems.js';

export const REPORT_STATUSES = [
  'draft',
  'pending',
  'generating',
  'completed',
  'failed',
  'submitted',
] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** `worker`: whoever runs, ends or reconciles the job; `adapter`: the call to Bufdir. */
export type ReportActor = 'person' | 'worker' | 'adapter';

export interface ReportTransition {
  readonly from: ReportStatus;
  readonly to: ReportStatus;
  readonly by: readonly ReportActor[];
  /** What must hold. */
  readonly when: string;
}

/**
 * Every move of a Bufdir report; there are no others, and the trigger `grants.check_bufdir_report` refuses them in the
 * database. Drawn in docs/lifecycles/bufdir-report.md; design/packs/grants.md, section 3.
 */
export const REPORT_TRANSITIONS: readonly ReportTransition[] = [
  { from: 'draft', to: 'pending', by: ['person'], when: 'its job is ordered' },
  { from: 'draft', to: 'generating', by: ['worker'], when: 'its job was claimed' },
  { from: 'pending', to: 'generating', by: ['worker'], when: 'its job was claimed' },
  {
    from: 'generating',
    to: 'completed',
    by: ['worker'],
    when: 'all mandatory fields are there, and the file',
  },
  { from: 'pending', to: 'failed', by: ['person', 'worker'], when: 'its job failed or was cancelled' },
  { from: 'generating', to: 'failed', by: ['worker'], when: 'its job failed or was cancelled' },
  { from: 'completed', to: 'submitted', by: ['adapter'], when: 'Bufdir answered with a confirmation id' },
];

/** What stands in `error_message` of a report whose generation somebody cancelled: there is no status for it. */
export const CANCELLED_BY_USER = 'CANCELLED_BY_USER';

/** Statuses in which a period takes no further report (BU-V-8). */
export const IN_PROGRESS = ['draft', 'pending', 'generating'] as const satisfies readonly ReportStatus[];
/** Statuses with data, of which one version of a period is the latest (BU-B-3). */
export const WITH_DATA = ['completed', 'submitted'] as const satisfies readonly ReportStatus[];

export function isInProgress(status: ReportStatus): boolean {
  return (IN_PROGRESS as readonly ReportStatus[]).includes(status);
}

export function hasData(status: ReportStatus): boolean {
  return (WITH_DATA as readonly ReportStatus[]).includes(status);
}

/** Where a report may go from here. */
export function targetsOf(from: ReportStatus): ReportStatus[] {
  return REPORT_TRANSITIONS.filter((move) => move.from === from).map((move) => move.to);
}

/** Where a report must stand for this actor to move it there: the left side of every compare-and-set. */
export function sourcesOf(to: ReportStatus, by: ReportActor): ReportStatus[] {
  return REPORT_TRANSITIONS.filter((move) => move.to === to && move.by.includes(by)).map((move) => move.from);
}

/** `invalid-status-transition` (BU-V-9) unless this actor may move a report from here to there. */
export function requireMove(from: ReportStatus, to: ReportStatus, by: ReportActor): void {
  if (!sourcesOf(to, by).includes(from)) throw invalidTransition(from, to);
}

export function invalidTransition(from: ReportStatus, to: ReportStatus) {
  const allowed = targetsOf(from);
  const ways = allowed.length === 0 ? 'nothing follows it' : `only ${allowed.join(' or ')} follows it`;
  return InvalidStatusTransition.error(`The report is ${from} and cannot become ${to}: ${ways}.`, {
    facts: { from, to, allowed },
  });
}
