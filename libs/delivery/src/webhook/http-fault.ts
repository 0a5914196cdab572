import { DeliveryError } from '../delivery-error.js';

/** Answers below 500 that ask to come back. */
const COME_BACK = new Set([408, 425, 429]);
/** Nobody is asked to wait longer, seconds. */
const MAX_RETRY_AFTER_S = 86_400;
const TRUST = /CERT|SIGNATURE|SELF_SIGNED|ERR_TLS|ERR_SSL|UNABLE_TO_(GET|VERIFY)/;

/** What an answer means; null = accepted. Redirects are not followed: they could lead anywhere. */
export function statusFault(status: number, retryAfter: string | undefined): DeliveryError | null {
  if (status >= 200 && status < 300) return null;
  const said = `The webhook answered ${status}`;
  if (status === 410) return new DeliveryError('gone', false, `${said}: it no longer exists.`);
  if (COME_BACK.has(status) || status >= 500) {
    const seconds = retryAfterSeconds(retryAfter);
    return new DeliveryError(
      'deferred',
      true,
      `${said}.`,
      seconds === null ? {} : { retry_after_s: seconds },
    );
  }
  if (status === 413) return new DeliveryError('too-large', false, `${said}: the event is too large for it.`);
  if (status >= 300 && status < 400) {
    return new DeliveryError('refused', false, `${said}: redirects are not followed, give the final URL.`);
  }
  return new DeliveryError('refused', false, `${said}.`);
}

/** `Retry-After` of RFC 9110, seconds or a date, as seconds from now; null = absent or not understood. */
export function retryAfterSeconds(header: string | undefined, now = Date.now()): number | null {
  const text = header?.trim() ?? '';
  if (!/^(\d|[A-Z][a-z]{2},)/.test(text)) return null;
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now) / 1000);
  return Number.isNaN(seconds) ? null : Math.min(MAX_RETRY_AFTER_S, Math.max(0, seconds));
}

/** What a failed connection means. */
export function connectionFault(error: unknown, hasTimedOut: boolean, isCancelled: boolean): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (isCancelled) return new DeliveryError('cancelled', true, 'The attempt was stopped.', { cause: error });
  if (hasTimedOut) {
    return new DeliveryError('timeout', true, 'The webhook did not answer in time.', { cause: error });
  }
  const { code = '' } = error as { code?: string };
  if (TRUST.test(code)) {
    return new DeliveryError('untrusted', true, "The webhook's certificate is not trusted.", {
      cause: error,
    });
  }
  return new DeliveryError('unreachable', true, 'The webhook could not be reached.', { cause: error });
}
