import type { GroupTexts } from '../groups/group-texts.js';
import type { SheetColumn } from './sheet-column.js';

/** Rows written as XML, and the last of them. */
export interface RowsXml {
  readonly xml: string;
  readonly last: number;
}

/** What stands above the row of labels. */
export interface SheetHead {
  readonly xml: string;
  readonly rows: number;
  /** True: these rows and the labels stay in sight. */
  readonly isFrozen: boolean;
}

/** What the author of a layout adds to a sheet of rows. */
export interface SheetDesign {
  /** Name of the sheet, and of those that continue it; of the group that it is for. */
  readonly name: (sheet: number, group?: string) => string;
  readonly head: SheetHead;
  /** Null = as the locale runs. */
  readonly direction: 'ltr' | 'rtl' | null;
  /** XML of the page's head and foot; null = the product's own. */
  readonly running: string | null;
  /** Looks of the row at `at`; null = all rows look alike. */
  readonly looks: { columnsOf(batch: Buffer, at: number): readonly SheetColumn[] } | null;
  readonly texts: GroupTexts | null;
  /** Whether a total (its position) stands below groups of a level, or (null) below the table. */
  shows(position: number, level: number | null): boolean;
  /** Whether the groups of a level begin on a new page. */
  breaks(level: number): boolean;
  /** Whether the groups of a level begin on a sheet of their own. */
  isSheet(level: number): boolean;
  /** Rows that `tail` writes, at most. */
  readonly tailRows: number;
  /** What stands below the table, whose last row is `last`. */
  tail(last: number): RowsXml;
  /** Whether pictures lie on the first and on the last sheet. */
  readonly pictures: { readonly first: boolean; readonly last: boolean };
}
