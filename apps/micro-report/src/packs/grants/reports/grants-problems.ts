import { defineProblem } from '@galley/platform';

/** Refusals of the Bufdir report; codes and statuses are those of design/packs/grants.md, section 4. */
export const RoleForbidden = defineProblem('role-forbidden', 403, 'Your role does not allow it');
export const OrganizationNotFound = defineProblem(
  'organization-not-found',
  404,
  'There is no such organization',
);
export const OrgScopeForbidden = defineProblem('org-scope-forbidden', 403, 'The organization is not yours');
export const UserInactive = defineProblem('user-inactive', 403, 'The user account is not active');
export const NotAMember = defineProblem('not-a-member', 403, 'The user is no member of the organization');
export const FormatInvalid = defineProblem('format-invalid', 400, 'There is no such format');
export const SchemaVersionUnknown = defineProblem(
  'schema-version-unknown',
  422,
  'There is no such version of the Bufdir schema',
);

export const PeriodNotFound = defineProblem('period-not-found', 422, 'There is no such reporting period');
export const PeriodOrgMismatch = defineProblem(
  'period-org-mismatch',
  422,
  'The reporting period is of another organization',
);
export const PeriodNotChronological = defineProblem(
  'period-not-chronological',
  422,
  'The reporting period must end after it begins',
);
export const PeriodNotEnded = defineProblem('period-not-ended', 422, 'The reporting period has not ended');
export const PeriodTooShort = defineProblem('period-too-short', 422, 'The reporting period is too short');

export const ReportInProgress = defineProblem(
  'report-in-progress',
  409,
  'A report of this period is in progress',
);
export const InvalidStatusTransition = defineProblem(
  'invalid-status-transition',
  409,
  'The report cannot go there from where it stands',
);
export const ReportNotCompleted = defineProblem('report-not-completed', 409, 'The report is not completed');
export const ReportImmutable = defineProblem('report-immutable', 409, 'The report cannot change any more');
