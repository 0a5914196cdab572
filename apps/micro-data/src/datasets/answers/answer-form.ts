import type { DatasetHeader, DatasetTrailer } from '@galley/dataset';
import type { GalleyError } from '@galley/platform';

/** Turns a dataset into the bytes of one media type. Chunks may be kept by whoever takes them. */
export interface AnswerEncoder {
  head(): Buffer[];
  rows(batch: Buffer): Buffer[];
  tail(trailer: DatasetTrailer): Buffer[];
  /** What ends a stream that failed after its head; null: the form has no way to say so, and the connection is cut. */
  failure(problem: GalleyError): Buffer | null;
}

/** A form in which a dataset is answered. A new one is one file beside this and one line in `registry.ts`. */
export interface AnswerForm {
  /** Without parameters, as `Accept` names it. */
  readonly media: string;
  readonly contentType: string;
  /** Bytes held back so that an early failure still gets its own status. */
  readonly heldBytes: number;
  encoder(header: DatasetHeader): AnswerEncoder;
}
