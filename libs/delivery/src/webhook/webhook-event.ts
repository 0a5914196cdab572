import type { OutgoingMessage } from '../outgoing-message.js';
import { invalid } from '../message-rules.js';

/** What a webhook says, in the form that Standard Webhooks recommends. */
export interface WebhookEvent {
  /** `job.completed`. */
  readonly type: string;
  /** Instant of what happened, UTC; not of the attempt. */
  readonly timestamp?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Receivers commonly take a megabyte; an event is ids and facts and much smaller. */
const MAX_BYTES = 256 * 1024;

/** The body of a webhook: the event of `options.event`, or else that a report can be fetched. Same message, same bytes. */
export function webhookBody(message: OutgoingMessage): string {
  const body = JSON.stringify(eventOf(message));
  if (Buffer.byteLength(body) > MAX_BYTES) throw invalid(`The event has more than ${MAX_BYTES} bytes.`);
  return body;
}

function eventOf({ id, subject, file, link, options }: OutgoingMessage): WebhookEvent {
  const { event } = options;
  if (event === undefined) {
    const facts = file && {
      name: file.name,
      media_type: file.media_type,
      size: file.size,
      sha256: file.sha256,
    };
    return { type: 'report.delivered', data: { delivery_id: id, subject, file: facts, link } };
  }
  if (isEvent(event)) return event;
  throw invalid('The event of a webhook needs a type and data.');
}

function isEvent(event: unknown): event is WebhookEvent {
  const { type, data } = (event ?? {}) as Partial<WebhookEvent>;
  return typeof type === 'string' && typeof data === 'object' && data !== null;
}
