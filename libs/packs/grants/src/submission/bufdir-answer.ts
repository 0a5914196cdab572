import { retryAfterSeconds, shortLine } from '@galley/delivery';
import type { NoConfirmation, UnconfirmedCode } from './bufdir-adapter.js';

/** What came back over HTTP. */
export interface BufdirAnswer {
  readonly status: number;
  readonly content_type: string;
  readonly retry_after: string | null;
  readonly text: string;
  /** The answer went on beyond what is read. */
  readonly is_cut: boolean;
}

/** What one answer means; a fault may be worth another try. */
export type Verdict = { readonly submission_id: string } | Fault;

export interface Fault extends Pick<NoConfirmation, 'code' | 'detail' | 'retry_after_s'> {
  readonly submission_id: null;
  readonly is_passing: boolean;
}

/** Answers below 500 that ask to come back. */
const COME_BACK = new Set([408, 425, 429]);
/** As long as its column. */
const CONFIRMATION_ID = /^[^\p{Cc}\s]([^\p{Cc}]{0,198}[^\p{Cc}\s])?$/u;
const JSON_TYPE = /^application\/([\w.-]+\+)?json\b/i;
const MESSAGE_FIELDS = ['message', 'detail', 'error', 'title'];

/**
 * Only 200 or 201 with a JSON object that carries `submission_id` confirms a report (BU-B-5). Server errors and answers that ask to come
 * back pass; what Bufdir refuses (other 4xx) is final and says why.
 */
export function verdictOn(answer: BufdirAnswer): Verdict {
  const { status } = answer;
  if (status === 200 || status === 201) return confirmationOf(answer);
  if (status < 300) return fault('without-id', `Bufdir answered ${status}, which confirms nothing.`);
  if (status < 400) {
    return fault(
      'redirected',
      `Bufdir answered ${status}: redirects are not followed, BUFDIR_API_URL must be the final address.`,
    );
  }
  if (status >= 500 || COME_BACK.has(status)) {
    return {
      ...fault('unavailable', `Bufdir answered ${status}${said(answer)}`),
      is_passing: true,
      retry_after_s: retryAfterSeconds(answer.retry_after ?? undefined),
    };
  }
  return fault('refused', `Bufdir refused the report (${status})${said(answer)}`);
}

function confirmationOf({ status, content_type, text, is_cut }: BufdirAnswer): Verdict {
  if (is_cut) return fault('too-large', `Bufdir answered ${status} with more than an answer may hold.`);
  if (!JSON_TYPE.test(content_type))
    return fault('unreadable', `Bufdir answered ${status}, but not with JSON.`);
  const body = objectIn(text);
  if (!body) return fault('unreadable', `Bufdir answered ${status} with JSON that cannot be read.`);
  const id = body.submission_id;
  if (typeof id === 'string' && CONFIRMATION_ID.test(id)) return { submission_id: id };
  return fault('without-id', `Bufdir answered ${status} without a confirmation id.`);
}

export function fault(code: UnconfirmedCode, detail: string): Fault {
  return { submission_id: null, code, detail, is_passing: false, retry_after_s: null };
}

/** Bufdir's own words, where it has any, as the end of a sentence: `: The period is closed.` */
function said({ text, content_type }: BufdirAnswer): string {
  const body = JSON_TYPE.test(content_type) ? objectIn(text) : null;
  const message = MESSAGE_FIELDS.map((field) => body?.[field]).find((value) => typeof value === 'string');
  return message ? `: ${shortLine(message).replace(/\.$/, '')}.` : '.';
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
