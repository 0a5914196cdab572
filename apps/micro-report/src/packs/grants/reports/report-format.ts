import { FormatInvalid } from './grants-problems.js';

export const REPORT_FORMATS = ['pdf', 'xlsx', 'csv', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/**
 * The format a client names; null = none was named. `excel` is how some clients call xlsx. Throws `format-invalid` for
 * whatever else (BU-V-6), at `pointer`.
 */
export function reportFormatOf(named: unknown, pointer = '/format'): ReportFormat | null {
  if (named === undefined || named === null) return null;
  const format = named === 'excel' ? 'xlsx' : named;
  if (REPORT_FORMATS.includes(format as ReportFormat)) return format as ReportFormat;
  throw FormatInvalid.error(`The format must be one of ${REPORT_FORMATS.join(', ')}.`, {
    errors: [{ pointer, detail: `must be one of ${REPORT_FORMATS.join(', ')}` }],
  });
}
