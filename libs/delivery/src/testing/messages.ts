import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { DeliveryError } from '../delivery-error.js';
import type { OutgoingFile, OutgoingMessage } from '../outgoing-message.js';

/** A message for tests, in one piece; what matters is given. */
export function messageOf(target: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    id: '0197f3f0-1111-7222-8333-444455556666',
    organization: '0197f3f0-0000-7000-8000-000000000001',
    target,
    subject: 'Monthly generation is ready',
    text: 'It is ready.\n',
    html: '<p>It is <b>ready</b>.</p>',
    locale: 'en',
    file: null,
    link: null,
    headers: {},
    options: {},
    ...more,
  };
}

/** A file of these bytes, handed out in chunks of 60,000. */
export function fileOf(bytes: string | Buffer, name = 'report.csv', media_type = 'text/csv'): OutgoingFile {
  const data = Buffer.from(bytes);
  return {
    name,
    media_type,
    size: data.length,
    sha256: createHash('sha256').update(data).digest('hex'),
    open: () => Promise.resolve(Readable.from(chunksOf(data))),
  };
}

function* chunksOf(data: Buffer): Generator<Buffer> {
  for (let start = 0; start < data.length; start += 60_000) yield data.subarray(start, start + 60_000);
}

/** How an attempt failed; throws when it did not. */
export async function faultOf(work: Promise<unknown>): Promise<DeliveryError> {
  const outcome: unknown = await work.then(
    () => new Error('it worked'),
    (failure: unknown) => failure,
  );
  if (outcome instanceof DeliveryError) return outcome;
  throw outcome;
}

/** Code of a failure, and whether another attempt can help. */
export async function verdictOf(work: Promise<unknown>): Promise<string> {
  const { code, retry } = await faultOf(work);
  return `${code}, ${retry ? 'again' : 'never again'}`;
}

/** A signal that is never given. */
export const never = new AbortController().signal;
