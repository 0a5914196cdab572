import { GalleyError } from '@galley/platform';

/** Why no job could be made of a slot: a problem code and words for the reader. */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
}

/**
 * What a slot's reader is told of an error, or null when the error says nothing about the slot: an outage of ours, a line
 * that is full for a while, a defect. Those pass on, and the slot stays due.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof GalleyError) || error.status >= 500 || error.status === 429) return null;
  const faults = error.errors.map(({ pointer, detail }) => `${pointer} ${detail}`);
  return { code: error.code, detail: [error.message, ...faults].join(' ') };
}
