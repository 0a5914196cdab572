/**
 * What a failed attempt means for its job: `final` = the same input would fail again, `outage` = try again later,
 * `cancelled` = somebody asked for it, `interrupted` = this process is going away.
 */
export type Verdict = 'final' | 'outage' | 'cancelled' | 'interrupted';

/** The parts of a failure that cross the thread border. */
export interface FailureNotice {
  readonly verdict: Verdict;
  /** Kebab-case code that the job row keeps. */
  readonly code: string;
  /** Safe for the requester: says what happened and what to do. */
  readonly message: string;
  /** For the log only. */
  readonly detail: string | null;
}

/** An attempt that brought no file. `message` is safe to show; the whole chain is in `cause` and goes to the log. */
export class RunFailure extends Error {
  constructor(
    readonly verdict: Verdict,
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'RunFailure';
  }

  static from(notice: FailureNotice): RunFailure {
    const cause = notice.detail === null ? undefined : new Error(notice.detail);
    return new RunFailure(notice.verdict, notice.code, notice.message, { cause });
  }
}
