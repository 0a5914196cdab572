import { grantsRecords } from '@galley/pack-grants/records';

/** The moves that the entity declares: what code, database and docs/lifecycles/activity.md must agree on. */
export const activityMoves = grantsRecords.find(({ name }) => name === 'activities')?.states?.moves ?? {};
