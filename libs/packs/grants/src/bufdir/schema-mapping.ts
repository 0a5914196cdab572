import { z } from 'zod';

const key = z.string().regex(/^[a-z][a-z_]*$/);
const code = z.string().regex(/^[A-Z][A-Z0-9_]*$/);
const day = z.iso.date();
const text = z.string().min(1);
const activityType = z.strictObject({ key, label: text });
/** A pointer into `report_data`, and what people call the place. */
const field = z.strictObject({ pointer: z.string().regex(/^(\/[a-z_]+)+$/), label: text });

/** What makes an activity of a type count as a day of peer work; what is absent is not asked for. */
const countableDay = z.strictObject({
  requires_in_person: z.literal(true).optional(),
  min_participants: z.int().positive().optional(),
  /** Whether peer mentors are among `min_participants`. */
  counts_leader: z.literal(true).optional(),
  min_minutes: z.int().positive().optional(),
});

/**
 * `bufdir/<version>.json`: what Bufdir asks for in reports of one schema version, and in which words. Frozen once reports
 * were made with it: another rule or label is another version.
 */
export const schemaMapping = z.strictObject({
  version: z.string().regex(/^\d{4}-v\d+$/),
  title: text,
  /** First and last day on which a period of this version may end; null = until further notice. */
  valid_from: day,
  valid_to: day.nullable(),
  /** In the order of the report. */
  activity_types: z.array(activityType).min(1),
  /** Where activities go whose type nobody has mapped. */
  other_type: activityType,
  /** Of people whose contact has no category. */
  no_category_label: text,
  mandatory_fields: z.array(field).min(1),
  /** `warning` is the code of the warning where the field is missing. */
  optional_fields: z.array(field.extend({ warning: code })),
  /** Per key of a type; `country` holds for all of them. */
  countable_days: z.object({ country: z.string().length(2) }).catchall(countableDay),
  /** Why a day does not count, in the order in which reasons are told. */
  exclusion_reasons: z.record(code, text),
  /** Texts by code of the warning; `{count}` and `{subject}` are filled in. */
  warnings: z.record(code, text),
});

export type SchemaMapping = z.infer<typeof schemaMapping>;
