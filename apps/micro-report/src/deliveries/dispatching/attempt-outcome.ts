import { DeliveryError, nextDelayMs, type BackOff, type Receipt } from '@galley/delivery';
import { GalleyError } from '@galley/platform';

/** What an attempt came to, ready to be recorded. */
export type AttemptOutcome =
  | { readonly status: 'delivered'; readonly receipt: Receipt }
  | {
      readonly status: 'pending' | 'failed';
      readonly code: string;
      /** Safe to keep and to show. */
      readonly detail: string;
      /** Until the next attempt, ms; counts for `pending` only. */
      readonly delay_ms: number;
    };

export interface Tries {
  readonly attempts: number;
  readonly max_attempts: number;
}

/** What a failed attempt means: again later, or never. */
export function failedOutcome(
  error: unknown,
  tries: Tries,
  backOff: BackOff,
  wasStopped = false,
): AttemptOutcome {
  const { code, detail, retry, retry_after_s } = faultOf(error);
  const isLast = tries.attempts >= tries.max_attempts;
  if (!retry || isLast) return { status: 'failed', code, detail, delay_ms: 0 };
  // Whose dispatcher goes away is handed back at once; it is no fault of the receiver's.
  if (wasStopped) return { status: 'pending', code, detail, delay_ms: 0 };
  return { status: 'pending', code, detail, delay_ms: delayOf(tries, retry_after_s, backOff) };
}

/** After a retry by hand the delays begin again with the first. */
export function delayOf(
  { attempts, max_attempts }: Tries,
  retryAfterSeconds: number | null,
  backOff: BackOff,
): number {
  const left = Math.min(max_attempts - attempts, backOff.attempts - 1);
  const attempt = Math.max(1, backOff.attempts - left);
  return nextDelayMs(attempt, retryAfterSeconds, backOff) ?? backOff.cap_ms;
}

interface Fault {
  readonly code: string;
  readonly detail: string;
  readonly retry: boolean;
  readonly retry_after_s: number | null;
}

function faultOf(error: unknown): Fault {
  if (error instanceof DeliveryError) return error;
  if (error instanceof GalleyError) {
    const { code, message, status } = error;
    return { code, detail: message, retry: status >= 500, retry_after_s: null };
  }
  return { code: 'internal', detail: 'Something went wrong on our side.', retry: true, retry_after_s: null };
}
