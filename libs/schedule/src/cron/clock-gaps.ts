import { Temporal } from 'temporal-polyfill';

/** Times that the clocks of a zone never show, because they were put forward. */
export interface ClockGap {
  /** When the clocks were put forward. */
  readonly at: Date;
  /** First time that was left out, and first that is shown again: wall clock read as if it were UTC. */
  readonly from: Date;
  readonly to: Date;
}

const FIRST = Temporal.Instant.from('2000-01-01T00:00Z');
const LAST = Temporal.Instant.from('2060-01-01T00:00Z');
const known = new Map<string, readonly ClockGap[]>();

/** The gaps of a zone between two instants of the years 2000 to 2059, in order; kept per zone, of which there are few. */
export function gapsBetween(zone: string, after: Date, upTo: Date): ClockGap[] {
  const all = known.get(zone) ?? gapsOf(zone);
  known.set(zone, all);
  return all.filter(
    ({ at, to, from }) => at <= upTo && at.getTime() + Number(to) - Number(from) > Number(after),
  );
}

function gapsOf(zone: string): ClockGap[] {
  const gaps: ClockGap[] = [];
  let moment = FIRST.toZonedDateTimeISO(zone);
  for (;;) {
    const change = moment.getTimeZoneTransition('next');
    if (!change || Temporal.Instant.compare(change.toInstant(), LAST) >= 0) return gaps;
    const before = change.subtract({ nanoseconds: 1 }).offsetNanoseconds / 1e6;
    const after = change.offsetNanoseconds / 1e6;
    const at = change.epochMilliseconds;
    if (after > before) {
      gaps.push({ at: new Date(at), from: new Date(at + before), to: new Date(at + after) });
    }
    moment = change;
  }
}
