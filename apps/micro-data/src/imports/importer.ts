import type { Json } from '@galley/dataset';

/** Why something of an upload cannot be taken over; line and column count from 1, null where there is none. */
export interface ImportFault {
  readonly line: number | null;
  readonly column: number | null;
  readonly detail: string;
  /** Of the problem that the record alone would be refused with, where that has a code of its own. */
  readonly code?: string;
}

/** One record as it was read. */
export interface ImportRecord {
  readonly document_type: string;
  readonly document_no: string;
  /** What the importer's function is given. */
  readonly fields: { readonly [column: string]: Json };
  /** What does not agree in it and was taken over all the same. */
  readonly warnings: readonly string[];
}

/** A body read to its end: everything wrong with it, not only the first. */
export interface ReadImport {
  readonly records: readonly ImportRecord[];
  readonly faults: readonly ImportFault[];
}

/** A kind of upload. A new one is a folder that exports this and a route in `http/imports.controller.ts`. */
export interface Importer {
  /** As the address names it: `ubl-document`. */
  readonly entity: string;
  readonly media_types: readonly string[];
  /**
   * The function of a business unit's schema that writes one record: takes the fields as jsonb, answers its id, and may
   * be called with the same record again (docs/adr/0007-imports-write.md).
   */
  readonly function_name: string;
  read(body: Buffer): ReadImport;
}
