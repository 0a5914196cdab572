import { isDay } from '@galley/dataset';
import { pointerOf } from '@galley/template';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { BufdirSchema } from './bufdir-schemas.js';
import { missingFields } from './missing-fields.js';
import { negativeFigure } from './negative-figure.js';
import type { ReportData, ReportWarning } from './report-data.js';
import { ReportInvalid } from './report-invalid.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The shape of BU-V-14. */
const WARNINGS = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['code', 'message', 'severity', 'affected_count'],
    properties: {
      code: { type: 'string', minLength: 1 },
      message: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'warning'] },
      affected_count: { type: 'integer', minimum: 0 },
    },
  },
};

// A row for what nobody has mapped may follow the types that a schema lists: a tuple with an open end.
const ajv = new Ajv2020({ formats: { uuid: UUID, date: isDay }, strictTuples: false });
const areWarnings = ajv.compile<readonly ReportWarning[]>(WARNINGS);

/**
 * What must hold before a report may be completed: no negative figure (BU-V-11), every mandatory field (BU-B-9), the JSON
 * Schema of its version (BU-V-10), warnings of the right shape (BU-V-14). In this order, so that the fault is called by
 * the name that says most; throws `ReportInvalid` for the first.
 */
export function validateReport(
  schema: BufdirSchema,
  report: { readonly report_data: unknown; readonly warnings: unknown },
): void {
  const negative = negativeFigure(report.report_data);
  if (negative !== null) throw new ReportInvalid('NEGATIVE_AGGREGATE', negative);
  const missing = missingFields(report.report_data, schema.mandatory_fields);
  if (missing.length > 0) {
    throw new ReportInvalid(
      'MANDATORY_FIELD_MISSING',
      missing.map(({ pointer, label }) => `${pointer} (${label})`).join(', '),
    );
  }
  const conforms = validatorOf(schema);
  if (!conforms(report.report_data)) throw new ReportInvalid('SCHEMA_INVALID', faultyPlace(conforms.errors));
  if (!areWarnings(report.warnings)) {
    throw new ReportInvalid('WARNINGS_MALFORMED', faultyPlace(areWarnings.errors));
  }
}

/** Compiled once per version: ajv keeps it under the schema's `$id`. */
function validatorOf({ json_schema }: BufdirSchema): ValidateFunction<ReportData> {
  return ajv.getSchema<ReportData>(json_schema.$id) ?? ajv.compile<ReportData>(json_schema);
}

/** JSON pointer to the first fault, to the member itself where one is missing or too much. */
function faultyPlace(errors: readonly ErrorObject[] | null | undefined): string {
  const [first] = errors ?? [];
  if (!first) return '';
  const { missingProperty, additionalProperty, unevaluatedProperty } = first.params as Readonly<
    Record<string, string | undefined>
  >;
  const member = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  return member === undefined ? first.instancePath : first.instancePath + pointerOf([member]);
}
