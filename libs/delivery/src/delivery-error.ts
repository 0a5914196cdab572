/**
 * `outcome-unknown`: the message was handed over whole, but the answer never came. It is sent again with the same id,
 * so that the one possible duplicate can be recognised; see `email/smtp-fault.ts` for the rule.
 */
export type DeliveryFault =
  | 'channel-not-configured'
  | 'target-invalid'
  | 'target-refused'
  | 'message-invalid'
  | 'recipient-refused'
  | 'refused'
  | 'unauthorized'
  | 'gone'
  | 'too-large'
  | 'deferred'
  | 'unreachable'
  | 'untrusted'
  | 'timeout'
  | 'outcome-unknown'
  | 'file-damaged'
  | 'file-unavailable'
  | 'cancelled';

export interface DeliveryErrorOptions extends ErrorOptions {
  /** How long the receiver asked to be left alone, seconds. */
  readonly retry_after_s?: number;
}

/** Why an attempt failed. `detail` names neither secrets nor addresses of ours and can be shown. */
export class DeliveryError extends Error {
  /** Seconds the receiver asked for; null = it did not say. */
  readonly retry_after_s: number | null;

  constructor(
    readonly code: DeliveryFault,
    /** Whether a later attempt with the same message can succeed. */
    readonly retry: boolean,
    readonly detail: string,
    { retry_after_s, ...options }: DeliveryErrorOptions = {},
  ) {
    super(detail, options);
    this.name = 'DeliveryError';
    this.retry_after_s = retry_after_s ?? null;
  }
}
