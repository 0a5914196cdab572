import { DeliveryError } from './delivery-error.js';
import { isOneLine } from './one-line.js';
import type { OutgoingFile, OutgoingMessage } from './outgoing-message.js';

const ID = /^[A-Za-z0-9._-]{1,100}$/;
const HEADER_NAME = /^[A-Za-z0-9-]{1,76}$/;
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+(; *[\w-]+=[\w.+-]+)*$/;
const MAX_SUBJECT = 500;
const MAX_HEADER = 900;

/** Throws `message-invalid` unless id, subject and headers are what every channel can carry unchanged. */
export function requireMessage({ id, subject, headers, file }: OutgoingMessage): void {
  if (!ID.test(id)) throw invalid('The id of the message is not one of ours.');
  if (!isOneLine(subject)) throw invalid('The subject must be one line without control characters.');
  if (subject.length > MAX_SUBJECT) throw invalid(`The subject is longer than ${MAX_SUBJECT} characters.`);
  if (file && !MEDIA_TYPE.test(file.media_type))
    throw invalid('The file has no media type that can be sent.');
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name)) throw invalid('A header has a name that cannot be sent.');
    if (!isOneLine(value) || value.length > MAX_HEADER) throw invalid(`The header ${name} must be one line.`);
  }
}

/** Throws `message-invalid` when a header is one that the channel writes itself. */
export function refuseOwnHeaders(headers: OutgoingMessage['headers'], own: RegExp): void {
  const name = Object.keys(headers).find((header) => own.test(header));
  if (name !== undefined) throw invalid(`The header ${name} is written by the channel itself.`);
}

/** The file of a message to a channel that can carry nothing else. */
export function requireFile({ file }: OutgoingMessage): OutgoingFile {
  if (file) return file;
  throw invalid('This channel carries files, and the message has none.');
}

export function invalid(detail: string): DeliveryError {
  return new DeliveryError('message-invalid', false, detail);
}
