import type { Json } from '@galley/dataset';
import { Invalid } from '@galley/platform';
import { Temporal } from 'temporal-polyfill';
import { isZone, type Frequency } from '@galley/schedule';
import { recipientJson, recipientOf } from '../deliveries/recipient.js';
import type { ScheduleRow } from './firing/schedule-row.js';
import type { CreateSchedule, UpdateSchedule } from './schedule-bodies.js';
import type { ScheduleConfigBody } from './schedule-config-body.js';
import { invalidSchedule } from './schedule-problems.js';

type JsonObject = Readonly<Record<string, Json>>;

/** What people decide about a schedule, complete, as its row keeps it. */
export interface ScheduleDraft {
  readonly name: string;
  readonly report_template_id: string | null;
  readonly report_type: string | null;
  /** Null = the template's default. */
  readonly format: string | null;
  readonly cron_expression: string | null;
  readonly frequency: Frequency | null;
  readonly day_of_week: number | null;
  readonly day_of_month: number | null;
  readonly month: number | null;
  readonly time_of_day: string | null;
  readonly schedule_config: JsonObject & { readonly timezone: string };
  readonly bu_codes: readonly string[];
  readonly filters: JsonObject;
  readonly options: JsonObject;
  readonly recipients: readonly Json[];
  readonly burst: Json | null;
  readonly message: Json | null;
  readonly project_id: string | null;
  readonly contract_id: string | null;
  readonly date_range_days: number | null;
  readonly expires_in_days: number | null;
  readonly priority: number;
  readonly keep_snapshot: boolean;
  readonly is_active: boolean;
}

const NEW: ScheduleDraft = {
  name: '',
  report_template_id: null,
  report_type: null,
  format: null,
  cron_expression: null,
  frequency: null,
  day_of_week: null,
  day_of_month: null,
  month: null,
  time_of_day: null,
  schedule_config: { timezone: '' },
  bu_codes: [],
  filters: {},
  options: {},
  recipients: [],
  burst: null,
  message: null,
  project_id: null,
  contract_id: null,
  date_range_days: null,
  expires_in_days: null,
  priority: 0,
  keep_snapshot: false,
  is_active: true,
};

/** Fields that mean the same in two ways: naming one of them takes the other away. */
const INSTEAD: Readonly<Record<string, readonly (keyof ScheduleDraft)[]>> = {
  cron_expression: ['frequency', 'day_of_week', 'day_of_month', 'month', 'time_of_day'],
  frequency: ['cron_expression'],
  report_template_id: ['report_type'],
  report_type: ['report_template_id'],
};

/**
 * A new schedule, or one with the changes of a request: what is left out stays, null clears, and what is named instead of
 * something else takes its place.
 */
export function draftOf(
  body: CreateSchedule | UpdateSchedule,
  timezone: string,
  before: ScheduleRow | null = null,
): ScheduleDraft {
  const base = before ? keptOf(before) : { ...NEW, schedule_config: { timezone } };
  const { schedule_config, recipients, take_over: _, ...fields } = body as UpdateSchedule;
  const given = Object.entries(plain(fields)).filter(([, value]) => value !== undefined);
  const changed: Record<string, unknown> = { ...base };
  for (const [name, value] of given) {
    changed[name] = value ?? NEW[name as keyof ScheduleDraft];
    if (value === null || !before) continue;
    for (const other of INSTEAD[name] ?? []) {
      if (!(other in fields) || fields[other as keyof typeof fields] === undefined)
        changed[other] = NEW[other];
    }
  }
  const draft = changed as unknown as ScheduleDraft;
  if (draft.name.trim() === '') throw requiredName();
  return {
    ...draft,
    recipients: recipients === undefined ? draft.recipients : recipientsOf(recipients ?? []),
    schedule_config: configOf(base.schedule_config, schedule_config, timezone),
  };
}

function requiredName() {
  return Invalid.error('A schedule has a name.', { errors: [{ pointer: '/name', detail: 'is required' }] });
}

/** The people-made part of a row. */
export function keptOf(row: ScheduleRow): ScheduleDraft {
  return Object.fromEntries(
    Object.keys(NEW).map((name) => [name, row[name as keyof ScheduleRow]]),
  ) as unknown as ScheduleDraft;
}

/** Without what has its default anyway: null and absent are the same. `until` is kept as the instant it means. */
function configOf(
  before: ScheduleDraft['schedule_config'],
  changes: ScheduleConfigBody | null | undefined,
  organizationZone: string,
): ScheduleDraft['schedule_config'] {
  const given = changes === null ? {} : { ...before, ...definedIn(plain(changes ?? {})) };
  const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as JsonObject;
  const timezone = typeof kept.timezone === 'string' && kept.timezone ? kept.timezone : organizationZone;
  const { until } = kept;
  return { ...kept, timezone, ...(typeof until === 'string' && { until: untilOf(until, timezone) }) };
}

/** A date means all of that day in the zone, an instant itself. */
function untilOf(text: string, timezone: string): string {
  if (!isZone(timezone)) return text;
  try {
    if (text.includes('T')) return Temporal.Instant.from(text).toString({ fractionalSecondDigits: 3 });
    const next = Temporal.PlainDate.from(text).add({ days: 1 }).toZonedDateTime(timezone);
    return next.toInstant().subtract({ milliseconds: 1 }).toString({ fractionalSecondDigits: 3 });
  } catch (error) {
    throw invalidSchedule('/schedule_config/until', 'is no day or instant of the calendar', error);
  }
}

/** As they are kept; what cannot be read stays as it was written, for whoever checks them to name it. */
function recipientsOf(bodies: NonNullable<CreateSchedule['recipients']>): readonly Json[] {
  return bodies.map((body) => {
    const recipient = recipientOf(body);
    return recipient ? recipientJson(recipient) : plain(body);
  });
}

function definedIn(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** A checked body, free of its classes. */
function plain(body: object): JsonObject {
  return JSON.parse(JSON.stringify(body)) as JsonObject;
}
