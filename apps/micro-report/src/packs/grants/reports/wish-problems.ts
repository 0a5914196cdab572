import {
  FormatInvalid,
  NotAMember,
  OrganizationNotFound,
  OrgScopeForbidden,
  PeriodNotChronological,
  PeriodNotEnded,
  PeriodNotFound,
  PeriodOrgMismatch,
  PeriodTooShort,
  SchemaVersionUnknown,
  UserInactive,
} from './grants-problems.js';

/** What the wish for a report, or for its precheck, may be refused with. */
export const WISH_PROBLEMS = [
  OrganizationNotFound,
  OrgScopeForbidden,
  UserInactive,
  NotAMember,
  FormatInvalid,
  PeriodNotFound,
  PeriodOrgMismatch,
  PeriodNotChronological,
  PeriodNotEnded,
  PeriodTooShort,
  SchemaVersionUnknown,
];
