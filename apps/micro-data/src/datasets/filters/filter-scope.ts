import type { DialogField } from '@galley/template';
import type { SourceColumn } from '../../catalog/source-column.js';

/** What a filter may name, and what the server can do. */
export interface FilterScope {
  readonly columns: readonly SourceColumn[];
  /** Fields of the source's dialog: each stands for a column and an operator. */
  readonly fields: readonly DialogField[];
  readonly hasUnicodeCollation: boolean;
}
