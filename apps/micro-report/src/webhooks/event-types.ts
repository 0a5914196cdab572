/** Everything an endpoint may ask to hear of, and when it happens. */
export const EVENT_TYPES = {
  'job.completed': 'A run has ended with a file.',
  'job.failed': 'A run has ended without a file; the facts name the code.',
  'job.cancelled': 'A run was cancelled.',
  'export.requested': 'Somebody has asked to take data out.',
  'export.approved': 'A request for an export was approved, by a person or by the rules.',
  'export.rejected': 'A request for an export was rejected.',
  'export.completed': 'The file of an export can be fetched.',
  'delivery.failed': 'A file could not be delivered to one of its recipients and is not tried again.',
  'schedule.stopped': 'The product has stopped a schedule by itself; the facts name the reason.',
} as const;

export type EventType = keyof typeof EVENT_TYPES;

/** Sent on demand only, so that a receiver can be tried out; it cannot be asked for. */
export const TEST_EVENT = 'webhook.test';
