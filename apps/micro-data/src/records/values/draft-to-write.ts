import type { Draft } from './read-record.js';

/** A checked draft on its way to the table. */
export interface DraftToWrite {
  readonly draft: Draft;
  readonly id: string;
  readonly isNew: boolean;
}
