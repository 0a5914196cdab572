import { DeliveryError, type BackOff } from '@galley/delivery';
import { NotFound, Unavailable } from '@galley/platform';
import { delayOf, failedOutcome } from './attempt-outcome.js';

const BACK_OFF: BackOff = { base_ms: 1_000, cap_ms: 60_000, attempts: 5 };

describe('what a failed attempt comes to', () => {
  const refused = new DeliveryError('recipient-refused', false, '550 no such user');
  const deferred = new DeliveryError('deferred', true, '451 later', { retry_after_s: 20 });

  it('is the end at once when no attempt can help', () => {
    expect(failedOutcome(refused, { attempts: 1, max_attempts: 5 }, BACK_OFF)).toEqual({
      status: 'failed',
      code: 'recipient-refused',
      detail: '550 no such user',
      delay_ms: 0,
    });
  });

  it('is another attempt, not before the receiver asked for', () => {
    for (let n = 0; n < 50; n++) {
      const outcome = failedOutcome(deferred, { attempts: 1, max_attempts: 5 }, BACK_OFF);
      expect(outcome).toMatchObject({ status: 'pending', code: 'deferred' });
      if (outcome.status !== 'pending') throw new Error('not pending');
      expect(outcome.delay_ms).toBeGreaterThanOrEqual(20_000);
      expect(outcome.delay_ms).toBeLessThanOrEqual(21_000);
    }
  });

  it('is the end when no attempt is left', () => {
    expect(failedOutcome(deferred, { attempts: 5, max_attempts: 5 }, BACK_OFF).status).toBe('failed');
  });

  it('is handed back at once when the dispatcher goes away', () => {
    const cancelled = new DeliveryError('cancelled', true, 'stopped');
    expect(failedOutcome(cancelled, { attempts: 3, max_attempts: 5 }, BACK_OFF, true)).toMatchObject({
      status: 'pending',
      delay_ms: 0,
    });
  });

  it('tells outages of ours from what will never be there', () => {
    const tries = { attempts: 1, max_attempts: 5 };
    expect(failedOutcome(Unavailable.error('database'), tries, BACK_OFF).status).toBe('pending');
    expect(failedOutcome(NotFound.error('job'), tries, BACK_OFF).status).toBe('failed');
  });

  it('shows nothing of what nobody expected', () => {
    const outcome = failedOutcome(
      new Error('postgres://user:secret@host'),
      { attempts: 1, max_attempts: 5 },
      BACK_OFF,
    );
    expect(outcome).toMatchObject({ status: 'pending', code: 'internal' });
    expect(JSON.stringify(outcome)).not.toContain('secret');
  });

  it('waits as after the first attempt once somebody has asked for another round', () => {
    for (let n = 0; n < 50; n++) {
      expect(delayOf({ attempts: 6, max_attempts: 10 }, null, BACK_OFF)).toBeLessThanOrEqual(1_000);
    }
    const late = Array.from({ length: 50 }, () => delayOf({ attempts: 9, max_attempts: 10 }, null, BACK_OFF));
    expect(Math.max(...late)).toBeGreaterThan(1_000);
    expect(Math.max(...late)).toBeLessThanOrEqual(8_000);
  });
});
