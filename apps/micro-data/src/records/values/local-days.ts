import { isDay, type RecordValue } from '@galley/dataset';
import { Temporal } from 'temporal-polyfill';
import type { FieldFault } from './field-fault.js';
import { readValue, type PlainField } from './read-value.js';

/** The first moment of a day in a zone, as an instant in UTC. */
function startOfDay(day: string, timezone: string): string {
  return Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: timezone })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });
}

/** The instant that a plain day stands for; null for what is no day, or a field that takes none. */
export function instantOfDay(field: PlainField, value: unknown, timezone: string): string | null {
  const takesDays = field.kind === 'timestamp' && field.takes_days === true;
  return takesDays && typeof value === 'string' && isDay(value) ? startOfDay(value, timezone) : null;
}

/** As `readValue`, with days where instants may be stated by them. */
export function readValueIn(
  timezone: string,
): (field: PlainField, value: unknown) => RecordValue | FieldFault {
  return (field, value) => instantOfDay(field, value, timezone) ?? readValue(field, value);
}
