import type { BufdirSchema } from './bufdir-schemas.js';
import type { Finding } from './figure-rows.js';
import { missingFields } from './missing-fields.js';
import type { ReportData, ReportWarning } from './report-data.js';

/**
 * What somebody should look at before the report is sent (BU-V-14): what the records lack, and the optional fields that
 * nobody has filled in (BU-B-9). A missing field and a finding of the same code are one warning. Those that weigh more come
 * first, then in the order of the schema's texts.
 */
export function warningsOf(
  schema: BufdirSchema,
  data: ReportData,
  findings: readonly Finding[],
): readonly ReportWarning[] {
  const missing = missingFields(data, schema.optional_fields).map(({ warning }) => warning);
  const found = findings.map((finding): Finding =>
    missing.includes(finding.code) ? { ...finding, severity: 'warning' } : finding,
  );
  const unseen = missing
    .filter((code) => findings.every((finding) => finding.code !== code))
    .map((code): Finding => ({ code, severity: 'warning', affected_count: 1, subject: null }));
  const codes = Object.keys(schema.warnings);
  return [...found, ...unseen]
    .map((finding) => ({ finding, place: placeOf(finding, codes) }))
    .sort((a, b) => Number(a.place > b.place) - Number(a.place < b.place))
    .map(({ finding }) => warningOf(finding, schema));
}

function warningOf(
  { code, severity, affected_count, subject }: Finding,
  schema: BufdirSchema,
): ReportWarning {
  // A finding that came after the schema was frozen has no text there.
  const message = (schema.warnings[code] ?? code)
    .replaceAll('{count}', String(affected_count))
    .replaceAll('{subject}', () => subject ?? '');
  return { code, message, severity, affected_count };
}

/** Comparable as text. */
function placeOf({ code, severity, subject, affected_count }: Finding, codes: readonly string[]): string {
  const order = codes.includes(code) ? codes.indexOf(code) : codes.length;
  return JSON.stringify([severity === 'info', String(order).padStart(3, '0'), code, subject, affected_count]);
}
