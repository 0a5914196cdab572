import { isChronological, periodHasEnded, spanInDays, type ReportSpan } from '@galley/pack-grants/bufdir';
import { PeriodNotChronological, PeriodNotEnded, PeriodTooShort } from './grants-problems.js';

export interface PeriodRules {
  /** Of the organization, whose days they are. */
  readonly timezone: string;
  readonly now: Date;
  readonly minDays: number;
}

/**
 * Throws `period-not-chronological` (BU-V-3), `period-not-ended` (BU-V-4) and `period-too-short` (BU-V-5) for days that take
 * no report.
 */
export function requirePeriod(span: ReportSpan, { timezone, now, minDays }: PeriodRules): void {
  const { start, end } = span;
  if (!isChronological(span)) {
    throw PeriodNotChronological.error(
      `The period must end after it begins: ${end} does not follow ${start}.`,
    );
  }
  if (!periodHasEnded(end, timezone, now)) {
    throw PeriodNotEnded.error(`The period has not ended: ${end} is not over in ${timezone}.`, {
      facts: { end, timezone },
    });
  }
  const days = spanInDays(span);
  if (days < minDays) {
    throw PeriodTooShort.error(`The period has ${days} days; a report covers ${minDays} at least.`, {
      facts: { days, minimum_days: minDays },
    });
  }
}
