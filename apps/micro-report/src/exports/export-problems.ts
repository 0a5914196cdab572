import { defineProblem } from '@galley/platform';

/** Two pairs of eyes: who asks never decides. */
export const SelfApproval = defineProblem('self-approval', 403, 'Nobody decides on their own request');
export const ExportNotPending = defineProblem(
  'export-not-pending',
  409,
  'The request is not waiting for a decision',
);
/** More, or other, records than were approved; the request waits for a decision again. */
export const ApprovalScopeExceeded = defineProblem(
  'approval-scope-exceeded',
  409,
  'The export is no longer what was approved',
);
/** Its rows could not be read, so nobody can say what would be approved. */
export const ExportNotMeasured = defineProblem(
  'export-not-measured',
  503,
  'The rows of the export could not be counted',
);
export const ExportNotReady = defineProblem('export-not-ready', 409, 'The export has no file yet');
export const ExportExpired = defineProblem('export-expired', 410, 'The export has expired');
export const DownloadLimit = defineProblem(
  'download-limit',
  403,
  'The export was downloaded as often as allowed',
);
/** Nobody takes data out for who has left. */
export const RequesterGone = defineProblem('requester-gone', 409, 'The requester is no member any more');
