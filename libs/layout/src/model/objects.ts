import type { Expression, TextTemplate } from '../expressions/contract.js';
import type { Box, Fill, Font, HorizontalAlign, LineStyle, Padding, VerticalAlign } from './appearance.js';
import type { Border, Color } from './appearance.js';
import type { ChartDesign } from './chart.js';
import type { MatrixLevel, MatrixMeasure } from './matrix.js';
import type { ValuePattern } from './value-pattern.js';

/** On which pages or printings an object or band shows. `repeated` = only where a band is repeated on a further page. */
export interface PrintOn {
  readonly first_page: boolean;
  readonly last_page: boolean;
  readonly odd_pages: boolean;
  readonly even_pages: boolean;
  readonly repeated: boolean;
  /** False: only on repeated printings. */
  readonly original: boolean;
}

/** A change of look while its condition holds. Conditions see `Value`, the object's own value. */
export interface Highlight {
  readonly when: Expression;
  readonly fill: Fill | null;
  readonly text_fill: Fill | null;
  readonly font: Font | null;
  readonly border: Border | null;
  /** False hides the object. */
  readonly visible: boolean;
}

/** What every object of a band has. Place and size in points, from the band's upper left corner. */
export interface ObjectBase {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly box: Box;
  readonly style: string | null;
  readonly even_style: string | null;
  /** Null = always. */
  readonly visible: Expression | null;
  readonly print_on: PrintOn | null;
  readonly highlights: readonly Highlight[];
  readonly link: TextTemplate | null;
  readonly bookmark: TextTemplate | null;
  readonly can_grow: boolean;
  readonly can_shrink: boolean;
  /** Grows with the band it stands in. */
  readonly grow_to_bottom: boolean;
  /** What happens to its place when objects above it grow. */
  readonly shift: 'never' | 'always' | 'when_overlapped';
  readonly anchor: {
    readonly left: boolean;
    readonly top: boolean;
    readonly right: boolean;
    readonly bottom: boolean;
  };
  readonly dock: 'none' | 'left' | 'top' | 'right' | 'bottom' | 'fill';
}

export interface TextLook {
  readonly font: Font;
  readonly text_fill: Fill;
  readonly align: HorizontalAlign;
  readonly vertical: VerticalAlign;
  readonly padding: Padding;
  /** Degrees clockwise. */
  readonly angle: number;
  /** False: one line, cut with an ellipsis. */
  readonly wrap: boolean;
  readonly direction: 'ltr' | 'rtl' | 'auto';
  /** Multiple of the font's own line height; 1 = as it is. */
  readonly line_spacing: number;
  /** Lines drawn under every line of text, to the object's bottom. */
  readonly underlines: boolean;
  /** Shrinks the font until the text fits. */
  readonly auto_shrink: boolean;
}

export interface TextObject extends ObjectBase {
  readonly kind: 'text';
  readonly text: TextTemplate;
  readonly look: TextLook;
  /** `html` and `markdown` are the safe subset of `rich-text`. */
  readonly markup: 'plain' | 'html' | 'markdown';
  readonly format: ValuePattern;
  /** Of the second and further expressions of the text; without: as of the first. */
  readonly further_formats?: readonly ValuePattern[];
  /** Shown instead of null. */
  readonly null_text: string;
  readonly hide_zeros: boolean;
  readonly hide_value: string | null;
  /** Consecutive equal values: all shown, hidden, cleared, or merged into one tall cell. */
  readonly duplicates: 'show' | 'hide' | 'clear' | 'merge';
  readonly can_break: boolean;
  /** Evaluated once the band, the group, the page or the report is finished. */
  readonly process_at: 'default' | 'band' | 'group' | 'column' | 'page' | 'report';
}

export type Cap = 'none' | 'arrow' | 'circle' | 'square' | 'diamond';

export interface LineObject extends ObjectBase {
  readonly kind: 'line';
  readonly diagonal: boolean;
  readonly stroke: { readonly color: Color; readonly width: number; readonly style: LineStyle };
  readonly start_cap: Cap;
  readonly end_cap: Cap;
}

export interface ShapeObject extends ObjectBase {
  readonly kind: 'shape';
  readonly shape: 'rectangle' | 'round_rectangle' | 'ellipse' | 'triangle' | 'diamond' | 'polygon';
  /** Points, of a round rectangle. */
  readonly curve: number;
  /** Corners of a polygon, as fractions of the object's size. */
  readonly points: readonly (readonly [number, number])[];
  readonly stroke: { readonly color: Color; readonly width: number; readonly style: LineStyle };
}

/** Where a picture comes from: a bytea column (hex text), an asset of the organization, or bytes in the layout itself. */
export type PictureSource =
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'asset'; readonly name: string }
  | { readonly kind: 'inline'; readonly bytes: Buffer };

export interface PictureObject extends ObjectBase {
  readonly kind: 'picture';
  readonly source: PictureSource;
  readonly fit: 'natural' | 'stretch' | 'zoom' | 'center' | 'auto_size';
  /** 0, 90, 180 or 270 degrees clockwise. */
  readonly angle: number;
  /** 0–1, 0 = opaque. */
  readonly transparency: number;
  readonly grayscale: boolean;
  readonly align: HorizontalAlign;
  readonly vertical: VerticalAlign;
}

/** bwip-js's name of a symbology: `code128`, `ean13`, `qrcode` … with its own options. */
export interface BarcodeObject extends ObjectBase {
  readonly kind: 'barcode';
  readonly symbology: string;
  readonly text: TextTemplate;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly show_text: boolean;
  readonly color: Color;
  readonly angle: number;
  /** Module width decides the size instead of the frame. */
  readonly auto_size: boolean;
  readonly font: Font;
}

export interface CheckBoxObject extends ObjectBase {
  readonly kind: 'checkbox';
  /** Null = `checked` alone. */
  readonly value: Expression | null;
  readonly checked: boolean;
  readonly checked_symbol: 'check' | 'cross' | 'plus' | 'fill';
  readonly unchecked_symbol: 'none' | 'cross' | 'minus' | 'slash' | 'back_slash';
  readonly color: Color;
  readonly hide_if_unchecked: boolean;
}

/** A fixed grid of cells; a cell is a text object whose place the grid gives. */
export interface TableObject extends ObjectBase {
  readonly kind: 'table';
  readonly columns: readonly {
    readonly width: number;
    readonly auto_size: boolean;
    readonly min: number;
    readonly max: number | null;
  }[];
  readonly rows: readonly {
    readonly height: number;
    readonly auto_size: boolean;
    readonly cells: readonly TableCell[];
  }[];
}

export interface TableCell {
  readonly text: TextObject;
  readonly column_span: number;
  readonly row_span: number;
  /** Pictures, check boxes … inside the cell. */
  readonly objects: readonly LayoutObject[];
}

/**
 * A crosstab. `grid` is the template table as designers draw it: header rows, one row per row level's value and total,
 * one column per column level's value and total; its cells give look and size of the cells they stand for.
 */
export interface MatrixDesign {
  readonly source: string | null;
  readonly filter: Expression | null;
  readonly columns: readonly MatrixLevel[];
  readonly rows: readonly MatrixLevel[];
  readonly measures: readonly MatrixMeasure[];
  /** Measures stand side by side (columns) or below each other (rows). */
  readonly measures_side_by_side: boolean;
  readonly show_title: boolean;
  readonly grid: MatrixGrid;
  /** Columns and rows of the grid that have no size get what their content needs, as those do that say so themselves. */
  readonly auto_size: boolean;
  /** Header rows and columns are repeated where the matrix continues on another page. */
  readonly repeat_headers: boolean;
  /** Wider than the page: next columns below (`down`) or on further pages (`across`). */
  readonly flow: 'across' | 'down';
  readonly even_style_priority: 'rows' | 'columns';
}

export interface MatrixGrid {
  readonly columns: readonly {
    readonly width: number;
    readonly auto_size: boolean;
    readonly min: number;
    readonly max: number | null;
  }[];
  readonly rows: readonly {
    readonly height: number;
    readonly auto_size: boolean;
    readonly cells: readonly TableCell[];
  }[];
}

export interface MatrixObject extends ObjectBase {
  readonly kind: 'matrix';
  readonly design: MatrixDesign;
}

export interface ChartObject extends ObjectBase {
  readonly kind: 'chart';
  readonly design: ChartDesign;
}

/** Another page design printed inside a band (`print_on_parent`) or in its place. */
export interface SubreportObject extends ObjectBase {
  readonly kind: 'subreport';
  /** Name of a page in `Layout.pages`. */
  readonly page: string;
  readonly print_on_parent: boolean;
}

/** The blocks of the template's `signature_config` side by side: line, (name), label, "Date: ____"; never split over pages. */
export interface SignatureObject extends ObjectBase {
  readonly kind: 'signatures';
  readonly blocks: readonly {
    readonly label: TextTemplate;
    readonly name: TextTemplate | null;
    readonly required: boolean;
  }[];
  readonly font: Font;
  readonly date_label: string;
}

/** A polygon of digits for postal sorting (Russian zip). */
export interface ZipCodeObject extends ObjectBase {
  readonly kind: 'zipcode';
  readonly text: TextTemplate;
  readonly segments: number;
}

export type LayoutObject =
  | TextObject
  | LineObject
  | ShapeObject
  | PictureObject
  | BarcodeObject
  | CheckBoxObject
  | TableObject
  | MatrixObject
  | ChartObject
  | SubreportObject
  | SignatureObject
  | ZipCodeObject;
