export const EXPORT_STATUSES = [
  'pending',
  'approved',
  'processing',
  'completed',
  'failed',
  'expired',
  'cancelled',
] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

/** `rules`: the product itself, where no approval is needed; `worker`: whoever runs, ends or reconciles the job. */
export type ExportActor = 'rules' | 'admin' | 'requester' | 'worker' | 'clock';

export interface ExportTransition {
  readonly from: ExportStatus;
  readonly to: ExportStatus;
  readonly by: readonly ExportActor[];
  /** What must hold; the statement that moves the row says the same. */
  readonly when: string;
}

/**
 * Every move of an export request; there are no others, and the trigger `tenant.check_export_request` refuses them in the
 * database. Drawn in docs/lifecycles/export-request.md; the source's rule EN-AP-14, and EN-AP-11 for the way back.
 */
export const EXPORT_TRANSITIONS: readonly ExportTransition[] = [
  { from: 'pending', to: 'approved', by: ['rules'], when: 'no rule asks for an approval' },
  { from: 'pending', to: 'approved', by: ['admin'], when: 'an administrator other than the requester' },
  {
    from: 'pending',
    to: 'cancelled',
    by: ['admin'],
    when: 'rejected, with a reason, by another than the requester',
  },
  { from: 'pending', to: 'cancelled', by: ['requester'], when: 'taken back' },
  { from: 'approved', to: 'processing', by: ['worker'], when: 'its job was claimed' },
  { from: 'approved', to: 'cancelled', by: ['requester'], when: 'taken back before its job was claimed' },
  { from: 'processing', to: 'completed', by: ['worker'], when: 'the file holds what was approved' },
  { from: 'processing', to: 'failed', by: ['worker'], when: 'the job failed or was cancelled' },
  {
    from: 'processing',
    to: 'pending',
    by: ['worker'],
    when: 'the file holds more, or other, than was approved: nobody gets it',
  },
  { from: 'completed', to: 'expired', by: ['clock'], when: 'expires_at has come' },
];

export function canMove(from: ExportStatus, to: ExportStatus, by: ExportActor): boolean {
  return EXPORT_TRANSITIONS.some((move) => move.from === from && move.to === to && move.by.includes(by));
}

/** Where a request must stand for this actor to move it there. */
export function sourcesOf(to: ExportStatus, by: ExportActor): ExportStatus[] {
  return EXPORT_TRANSITIONS.filter((move) => move.to === to && move.by.includes(by)).map((move) => move.from);
}
