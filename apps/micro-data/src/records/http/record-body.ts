import { Readable } from 'node:stream';
import { Invalid, UnsupportedMediaType } from '@galley/platform';

/** A JSON object as it was sent. Throws 415 for a body of another kind and `invalid` for JSON of another. */
export function jsonObject(body: unknown): Readonly<Record<string, unknown>> {
  if (body instanceof Readable || Buffer.isBuffer(body)) {
    throw UnsupportedMediaType.error('Send the body as application/json.');
  }
  const given = body ?? {};
  if (typeof given !== 'object' || Array.isArray(given)) {
    throw Invalid.error('1 field(s) of the request are not valid.', {
      errors: [{ pointer: '', detail: 'must be an object' }],
    });
  }
  return given as Readonly<Record<string, unknown>>;
}
