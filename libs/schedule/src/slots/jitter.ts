import { createHash } from 'node:crypto';

/**
 * By how much a slot of a schedule fires later, in milliseconds: 0 to `seconds`, spread over schedules and slots, and
 * the same for every replica that asks.
 */
export function jitterMs(scheduleId: string, slot: Date, seconds: number): number {
  if (seconds <= 0) return 0;
  const digest = createHash('sha256').update(`${scheduleId} ${slot.toISOString()}`).digest();
  return digest.readUInt32BE(0) % (seconds * 1000 + 1);
}
