import { Decimal } from 'decimal.js';
import type { SummaryRow } from './figure-rows.js';
import type { Figures } from './report-data.js';

const MINUTES_PER_HOUR = 60;

/** The figures of one level; zeros where nothing happened. */
export function figuresOf(row: SummaryRow | undefined): Figures {
  return {
    activities: row?.activities ?? 0,
    minutes: row?.minutes ?? 0,
    hours: hoursOf(row?.minutes ?? 0),
    mentor_hours: hoursOf(row?.mentor_minutes ?? 0),
    participations: row?.participations ?? 0,
    unique_participants: row?.unique_participants ?? 0,
    anonymous: row?.anonymous ?? 0,
    peer_mentors: row?.peer_mentors ?? 0,
    events: row?.events ?? 0,
    countable_days: row?.countable_days ?? 0,
  };
}

/** Rounded here and nowhere else, half away from zero, so that 3 × 50 minutes are 2.50 hours (BU-C-3). */
function hoursOf(minutes: number): string {
  // decimal.js calls half away from zero HALF_UP.
  return new Decimal(minutes).div(MINUTES_PER_HOUR).toFixed(2, Decimal.ROUND_HALF_UP);
}
