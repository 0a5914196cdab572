import type { Value } from '../../expressions/contract.js';
import type { SourceState } from '../data/source-state.js';

/** A number of pages that is known when the last of them is finished. */
export interface PageCount {
  total: number | null;
}

/** The page that expressions see. */
export interface PageNumbers {
  /** Starts again at 1 where a band or page asks for it. */
  readonly number: number;
  readonly absolute: number;
  /** Pages of the same run of numbers. */
  readonly run: PageCount;
  readonly report: PageCount;
}

/** The row that expressions see, in its band. */
export interface RowNumbers {
  /** From 1, again for every group and every row of an enclosing band. */
  readonly number: number;
  readonly absolute: number;
  /** In a tree of rows: 1 = root. */
  readonly level: number;
  readonly tree_number: string;
}

export const NO_PAGE: PageNumbers = {
  number: 1,
  absolute: 1,
  run: { total: null },
  report: { total: null },
};
export const NO_ROW: RowNumbers = { number: 0, absolute: 0, level: 1, tree_number: '' };

/** What expressions see besides rows. */
export interface PrintState {
  page: PageNumbers;
  row: RowNumbers;
  /** The innermost source; bare names are its columns. */
  source: SourceState | null;
  /** Value of the object whose highlights are decided. */
  value: Value;
}

/** Everything expressions see at one moment, to be seen again later. */
export interface Sight {
  readonly page: PageNumbers;
  readonly row: RowNumbers;
  readonly source: SourceState | null;
  /** Null where no column is asked for. */
  readonly rows: readonly (readonly (string | null)[] | null)[] | null;
}
