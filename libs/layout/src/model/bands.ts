import type { Expression, TextTemplate } from '../expressions/contract.js';
import type { Box } from './appearance.js';
import type { LayoutObject, PrintOn } from './objects.js';

/** A strip of the page as wide as its column of print. */
export interface Band {
  readonly name: string;
  /** Points. */
  readonly height: number;
  readonly box: Box;
  readonly style: string | null;
  readonly even_style: string | null;
  readonly objects: readonly LayoutObject[];
  readonly visible: Expression | null;
  readonly print_on: PrintOn | null;
  readonly can_grow: boolean;
  readonly can_shrink: boolean;
  /** May continue on the next page when it does not fit. */
  readonly can_break: boolean;
  readonly start_new_page: boolean;
  /** Whether the first printing starts a new page too. */
  readonly first_row_starts_new_page: boolean;
  readonly reset_page_number: boolean;
  readonly print_on_bottom: boolean;
  readonly repeat_on_every_page: boolean;
  readonly keep_child: boolean;
  /** Printed right after this band. */
  readonly child: ChildBand | null;
  readonly outline: TextTemplate | null;
  readonly bookmark: TextTemplate | null;
}

export interface ChildBand extends Band {
  /** Repeats the band until the space left on the page is filled. */
  readonly fill_unused_space: boolean;
  /** Repeats the band until this many rows have been printed. */
  readonly complete_to_rows: number;
  readonly print_if_data_empty: boolean;
}

export interface SortKey {
  readonly value: Expression;
  readonly descending: boolean;
}

/** Prints its band for every row of a source; `details` follow each row. */
export interface DataBand {
  readonly kind: 'data';
  readonly name: string;
  /** Null: printed `row_count` times without data. */
  readonly source: string | null;
  readonly row_count: number;
  readonly max_rows: number;
  readonly filter: Expression | null;
  readonly sort: readonly SortKey[];
  /** Name of a relation; null = the one that links this source with the enclosing band's, if any. */
  readonly relation: string | null;
  readonly band: Band;
  readonly header: Band | null;
  readonly footer: Band | null;
  readonly details: readonly BodyBand[];
  readonly columns: {
    readonly count: number;
    readonly width: number;
    readonly layout: 'across_then_down' | 'down_then_across';
    readonly min_rows: number;
  };
  readonly keep_together: boolean;
  /** The row and its details stay on one page when they fit on one. */
  readonly keep_detail: boolean;
  readonly print_if_detail_empty: boolean;
  readonly print_if_source_empty: boolean;
  /** Rows form a tree by these columns: indent per level in points. */
  readonly hierarchy: {
    readonly id: Expression;
    readonly parent: Expression;
    readonly indent: number;
  } | null;
}

/** Prints its header and footer around consecutive rows for which `condition` is equal. */
export interface GroupBand {
  readonly kind: 'group';
  readonly name: string;
  readonly condition: Expression;
  readonly sort: 'asc' | 'desc' | 'none';
  readonly header: Band;
  readonly footer: Band | null;
  /** Header and footer of the data inside, printed within every group. */
  readonly keep_together: boolean;
  /** The header never stands without its first row. */
  readonly keep_with_data: boolean;
  /** The footer never stands without the last row. */
  readonly footer_keep_with_data: boolean;
  readonly body: BodyBand;
}

export type BodyBand = DataBand | GroupBand;
