/** Why a report cannot be completed; the codes of grants.md §4. */
export type ReportFault =
  'SCHEMA_INVALID' | 'NEGATIVE_AGGREGATE' | 'WARNINGS_MALFORMED' | 'MANDATORY_FIELD_MISSING';

/** The message is `CODE:detail`; the detail names places and labels, never figures or people. */
export class ReportInvalid extends Error {
  constructor(
    readonly code: ReportFault,
    /** Of SCHEMA_INVALID and NEGATIVE_AGGREGATE a JSON pointer into `report_data`. */
    readonly detail: string,
  ) {
    super(`${code}:${detail}`);
    this.name = 'ReportInvalid';
  }
}
