import { nextDelayMs, type BackOff } from '@galley/delivery';
import type { BufdirAdapter, BufdirSubmission, SubmissionOutcome } from './bufdir-adapter.js';
import { fault, verdictOn, type BufdirAnswer, type Fault, type Verdict } from './bufdir-answer.js';

export interface HttpAdapterTerms {
  /** Reports are posted to exactly this address. */
  readonly url: string;
  /** Bearer token; null = Bufdir asks for none. */
  readonly token: string | null;
  /** Of one try, from the connection to the last byte of the answer, ms. */
  readonly timeout_ms: number;
  readonly max_tries: number;
}

/** What tests replace, so that they neither wait nor depend on chance. */
export interface Pauses {
  wait(ms: number): Promise<void>;
  /** At least 0, below 1. */
  random(): number;
}

const FIRST_PAUSE_MS = 500;
/** Somebody waits for the answer: Bufdir is not asked again in the same call where it wants to be left alone for longer. */
const LONGEST_PAUSE_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1024;
const KEPT_ANSWER_CHARACTERS = 4096;
const ORG_NUMBER = /^\d{9}$/;

const REAL_PAUSES: Pauses = {
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

/**
 * Posts `report_data` as JSON with `Idempotency-Key`, `Bufdir-Schema-Version` and `Bufdir-Organization-Number`. Server errors, silence and
 * broken connections are tried again, with full jitter and `Retry-After`; redirects are never followed, so the token goes nowhere else.
 */
export class HttpBufdirAdapter implements BufdirAdapter {
  readonly longest_ms: number;
  readonly #terms: HttpAdapterTerms;
  readonly #backOff: BackOff;

  constructor(
    terms: HttpAdapterTerms,
    private readonly pauses: Pauses = REAL_PAUSES,
  ) {
    this.#terms = terms;
    this.#backOff = { base_ms: FIRST_PAUSE_MS, cap_ms: LONGEST_PAUSE_MS, attempts: terms.max_tries };
    this.longest_ms = terms.max_tries * terms.timeout_ms + (terms.max_tries - 1) * LONGEST_PAUSE_MS;
  }

  async submit(submission: BufdirSubmission): Promise<SubmissionOutcome> {
    for (let tries = 1; ; tries++) {
      const { verdict, answer } = await this.#try(submission);
      const pause = verdict.submission_id === null ? this.#pauseAfter(tries, verdict) : null;
      if (pause === null) return outcomeOf(verdict, answer, tries);
      await this.pauses.wait(pause);
    }
  }

  async #try(submission: BufdirSubmission): Promise<{ verdict: Verdict; answer: BufdirAnswer | null }> {
    const timeout = AbortSignal.timeout(this.#terms.timeout_ms);
    try {
      const answer = await post(this.#terms, submission, timeout);
      return { verdict: verdictOn(answer), answer };
    } catch (error) {
      return { verdict: connectionFault(error, timeout.aborted), answer: null };
    }
  }

  /** Null = this was the last try. */
  #pauseAfter(tries: number, { is_passing, retry_after_s }: Fault): number | null {
    if (!is_passing || (retry_after_s ?? 0) * 1000 > LONGEST_PAUSE_MS) return null;
    return nextDelayMs(tries, retry_after_s, this.#backOff, () => this.pauses.random());
  }
}

function outcomeOf(verdict: Verdict, answer: BufdirAnswer | null, tries: number): SubmissionOutcome {
  const http_status = answer?.status ?? null;
  // Texts of PostgreSQL hold no NUL.
  const response = answer?.text.slice(0, KEPT_ANSWER_CHARACTERS).replaceAll('\0', '') ?? null;
  if (verdict.submission_id !== null) return { ...verdict, http_status, response, tries };
  const { is_passing: _, ...rest } = verdict;
  return { ...rest, http_status, response, tries };
}

async function post(
  { url, token }: HttpAdapterTerms,
  { idempotency_key, schema_version, org_number, body }: BufdirSubmission,
  signal: AbortSignal,
): Promise<BufdirAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    signal,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'idempotency-key': idempotency_key,
      'bufdir-schema-version': schema_version,
      ...(ORG_NUMBER.test(org_number ?? '') && { 'bufdir-organization-number': org_number ?? '' }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body,
  });
  const { status, headers } = response;
  const { text, is_cut } = await textOf(response);
  return {
    status,
    content_type: headers.get('content-type') ?? '',
    retry_after: headers.get('retry-after'),
    // An answer may repeat what it was sent.
    text: token === null ? text : text.replaceAll(token, '***'),
    is_cut,
  };
}

/** Reads no more than an answer may hold, however much is sent. */
async function textOf({ body }: Response): Promise<Pick<BufdirAnswer, 'text' | 'is_cut'>> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    parts.push(part);
    bytes += part.length;
    if (bytes > MAX_ANSWER_BYTES) break;
  }
  const read = Buffer.concat(parts).subarray(0, MAX_ANSWER_BYTES);
  return { text: read.toString('utf8'), is_cut: bytes > MAX_ANSWER_BYTES };
}

function connectionFault(error: unknown, hasTimedOut: boolean): Fault {
  const passing = hasTimedOut
    ? fault('timeout', 'Bufdir did not answer in time.')
    : fault('unreachable', `Bufdir could not be reached${causeOf(error)}.`);
  return { ...passing, is_passing: true };
}

/** `fetch` says why in the cause: ` (ECONNREFUSED)`. */
function causeOf(error: unknown): string {
  const { code } = ((error as Error).cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? ` (${code})` : '';
}
