import type { DocumentInfo } from '@galley/layout';
import type { ByteSink } from '../../contract.js';
import { StyleBook } from '../style-book.js';
import type { SheetEntry } from '../workbook-parts.js';
import { ZipWriter } from '../zip-writer.js';
import { DesignedTexts } from './designed-texts.js';
import { SheetNames } from './sheet-names.js';

/** A workbook while its sheets are written one after another. */
export class WorkbookDraft {
  readonly zip: ZipWriter;
  readonly styles = new StyleBook();
  readonly names = new SheetNames();
  readonly texts: DesignedTexts;
  readonly entries: SheetEntry[] = [];
  /** Names of what the workbook does not show. */
  readonly leftOut = new Set<string>();
  /** Texts that were too long for a cell. */
  shortened = 0;
  isFromPages = false;

  constructor(
    readonly document: DocumentInfo,
    sink: ByteSink,
    /** Rows of a sheet; smaller ones are for tests. */
    readonly maxRows?: number,
  ) {
    this.zip = new ZipWriter(sink);
    this.texts = new DesignedTexts(document);
  }
}
