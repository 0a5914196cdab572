import { defineProblem } from '@galley/platform';

export const SubmissionNotConfigured = defineProblem(
  'submission-not-configured',
  503,
  'Nothing can be submitted from here',
);
/** The report stays completed; whether Bufdir has it, only another submission finds out (BU-B-5). */
export const SubmissionUnconfirmed = defineProblem(
  'submission-unconfirmed',
  502,
  'Bufdir has not confirmed the report',
);
export const SubmissionInProgress = defineProblem(
  'submission-in-progress',
  409,
  'The report is being submitted',
);
