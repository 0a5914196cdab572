import type { GalleyError } from '@galley/platform';
import { pointerOf } from '@galley/template';
import { FilterInvalid, UnknownFilter } from '../dataset-problems.js';

/** Appends a key to a JSON pointer (RFC 6901). */
export function below(pointer: string, key: string | number): string {
  return pointer + pointerOf([key]);
}

export function filterInvalid(pointer: string, detail: string): GalleyError {
  return FilterInvalid.error(`The filter at ${pointer} ${detail}.`, { errors: [{ pointer, detail }] });
}

export function unknownFilter(pointer: string, known: readonly string[]): GalleyError {
  const names = known.slice(0, 50).join(', ');
  return UnknownFilter.error(
    `The source has neither column nor dialog field for ${pointer}. Known: ${names}.`,
    {
      errors: [{ pointer, detail: 'is neither a column nor a dialog field of the source' }],
    },
  );
}
