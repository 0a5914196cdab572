import type { Column } from '@galley/dataset';
import type { TextLine } from '../text-rows.js';

/** What a section says above and below its rows, once the first of them is known. */
export interface SectionTexts {
  /** `first` is a DataRow of these columns; null = there are no rows. */
  read(
    columns: readonly Column[],
    first: Buffer | null,
  ): { readonly opening: readonly TextLine[]; readonly closing: readonly TextLine[] };
}
