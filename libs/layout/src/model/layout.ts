import type { ColumnType, OrderBy } from '@galley/dataset';
import type { Expression, TextTemplate } from '../expressions/contract.js';
import type { Fill, Font, NamedStyle } from './appearance.js';
import type { Band, BodyBand } from './bands.js';
import type { ContentsDesign, CoverDesign, TextDesign } from './section-design.js';
import type { TableDesign } from './table-design.js';

/**
 * Where everything stands: what every reader makes and every paged or sheet format draws. Holds parsed expressions, so it
 * is made where it is used (`readLayout`), never sent.
 */
export interface Layout {
  /** The reader that made it. */
  readonly kind: 'auto' | 'json' | 'document' | 'frx';
  readonly info: {
    readonly name: string | null;
    readonly author: string | null;
    readonly description: string | null;
  };
  /** BCP 47; null = the run's. */
  readonly locale: string | null;
  readonly sections: readonly Section[];
  readonly styles: Readonly<Record<string, NamedStyle>>;
  readonly sources: readonly LayoutSource[];
  readonly relations: readonly Relation[];
  readonly parameters: readonly LayoutParameter[];
  readonly totals: readonly LayoutTotal[];
  /** Names of assets (stored pictures) the layout shows. */
  readonly assets: readonly string[];
  readonly unsupported: readonly Unsupported[];
}

/** A table section is drawn by the fast table painter (ADR 6), a page section band by band. */
export type Section = { readonly kind: 'table'; readonly design: TableDesign } | PartSection | PageDesign;

/** What stands around the tables of a composed document. */
export type PartSection =
  | { readonly kind: 'cover'; readonly design: CoverDesign }
  | { readonly kind: 'contents'; readonly design: ContentsDesign }
  | { readonly kind: 'text'; readonly design: TextDesign };

/** A design page: its bands are printed until its data are. Sections follow each other on new pages. */
export interface PageDesign {
  readonly kind: 'pages';
  readonly name: string;
  /** Points; null = the run's page size. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly orientation: 'portrait' | 'landscape' | null;
  readonly margin: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  /** Mirrors left and right margins on even pages. */
  readonly mirror_margins: boolean;
  readonly columns: { readonly count: number; readonly width: number; readonly positions: readonly number[] };
  /** One page as long as its content. */
  readonly unlimited_height: boolean;
  readonly start_on_odd_page: boolean;
  readonly reset_page_number: boolean;
  /** True: printed only where a subreport object asks for it. */
  readonly is_subreport: boolean;
  readonly print_on_previous_page: boolean;
  readonly title_before_header: boolean;
  readonly watermark: Watermark | null;
  readonly bands: {
    readonly report_title: Band | null;
    readonly page_header: Band | null;
    readonly column_header: Band | null;
    readonly column_footer: Band | null;
    readonly page_footer: Band | null;
    readonly report_summary: Band | null;
    readonly overlay: Band | null;
  };
  readonly body: readonly BodyBand[];
  readonly visible: Expression | null;
}

export interface Watermark {
  readonly text: TextTemplate | null;
  readonly font: Font;
  readonly fill: Fill;
  /** Along a diagonal, or flat. */
  readonly rotation: 'horizontal' | 'vertical' | 'forward_diagonal' | 'backward_diagonal';
  readonly image: Buffer | null;
  readonly image_transparency: number;
  readonly on_top: boolean;
}

/** A named dataset of the layout. Names are compared without case, spaces and underscores (`Order Details` = `order_details`). */
export interface LayoutSource {
  readonly name: string;
  readonly columns: readonly LayoutColumn[];
}

export interface LayoutColumn {
  readonly name: string;
  readonly type: ColumnType | null;
  /** A calculated column. */
  readonly expression: Expression | null;
}

/** Rows of `child` belong to the row of `parent` whose columns are equal. Also followed upwards: `[Orders.Customers.Name]`. */
export interface Relation {
  readonly name: string;
  readonly parent: string;
  readonly child: string;
  readonly parent_columns: readonly string[];
  readonly child_columns: readonly string[];
}

/** A run's filter or parameter of this name wins over the expression. */
export interface LayoutParameter {
  readonly name: string;
  readonly type: ColumnType | null;
  readonly expression: Expression | null;
}

/** Declared once, referred to by name: `[TotalOrders]`. */
export interface LayoutTotal {
  readonly name: string;
  readonly aggregate: 'sum' | 'min' | 'max' | 'avg' | 'count' | 'count_distinct';
  /** Null for a count of rows. */
  readonly value: Expression | null;
  readonly when: Expression | null;
  /** Name of the data band that feeds it. */
  readonly evaluator: string | null;
  /** Name of the band that shows it. */
  readonly print_on: string | null;
  readonly reset_after_print: boolean;
  readonly reset_on_reprint: boolean;
  readonly include_invisible: boolean;
}

/** What a template asks for and we do not draw, and what stands in its place. */
export interface Unsupported {
  /** Element or attribute name: `ScriptText`, `MapObject`, `Chart.Radar`. */
  readonly element: string;
  readonly count: number;
  readonly instead: string;
}

/** What a run must fetch for a layout. */
export interface LayoutNeeds {
  /** The source that the template's own binding feeds; null = the layout shows no data. */
  readonly primary: string | null;
  /** Further sources, each a named dataset of the template. */
  readonly datasets: readonly string[];
  readonly assets: readonly string[];
  readonly order_by: readonly OrderBy[];
}
