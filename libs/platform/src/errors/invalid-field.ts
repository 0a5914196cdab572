import { Invalid } from './common-problems.js';
import type { GalleyError } from './galley-error.js';

/** A request with one fault: `pointer` says where, `detail` goes on from there: `/burst`, "is not allowed here". */
export function invalidField(pointer: string, detail: string): GalleyError {
  return Invalid.error(`${pointer.slice(1)}: ${detail}.`, { errors: [{ pointer, detail }] });
}
