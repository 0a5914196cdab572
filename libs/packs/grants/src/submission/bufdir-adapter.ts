/**
 * The way of a report to Bufdir. No public submission API is known (packs/grants.md §1), so everything the product asks of one stands
 * here, and whoever learns of the real one writes another adapter.
 */
export interface BufdirAdapter {
  /** No call of `submit` takes longer, ms: what is still under way after that has died. */
  readonly longest_ms: number;
  /** Hands a report over, with as many tries as it takes or may take. Says what came of it; never throws. */
  submit(submission: BufdirSubmission): Promise<SubmissionOutcome>;
}

export interface BufdirSubmission {
  /** The same whenever this report is handed over: Bufdir takes it once, however often it arrives. */
  readonly idempotency_key: string;
  readonly schema_version: string;
  /** Nine digits of Brønnøysund; null = not stated. */
  readonly org_number: string | null;
  /** `report_data` as it is stored and hashed, to the byte. */
  readonly body: string;
}

export type SubmissionOutcome = Confirmation | NoConfirmation;

export interface Confirmation {
  readonly submission_id: string;
  readonly http_status: number | null;
  /** First 4 KiB of the answer. */
  readonly response: string | null;
  readonly tries: number;
}

/** The report may have arrived all the same: handing it over again with the same key finds out. */
export interface NoConfirmation {
  readonly submission_id: null;
  readonly code: UnconfirmedCode;
  /** One sentence that can be shown; it holds Bufdir's own message where there is one. */
  readonly detail: string;
  /** Of the last try; null = nothing was answered. */
  readonly http_status: number | null;
  readonly response: string | null;
  /** How long Bufdir wants to be left alone, seconds; null = it did not say. */
  readonly retry_after_s: number | null;
  readonly tries: number;
}

/**
 * `without-id`: accepted, but no confirmation id. `unreadable`: not the JSON that was promised. `too-large`: more than an answer may hold.
 * `redirected`: nobody follows. `refused`: Bufdir says the report is wrong (4xx). `unavailable`: 5xx, or asked to come back. `timeout` and
 * `unreachable`: no answer at all.
 */
export type UnconfirmedCode =
  | 'without-id'
  | 'unreadable'
  | 'too-large'
  | 'redirected'
  | 'refused'
  | 'unavailable'
  | 'timeout'
  | 'unreachable';
