import type { TextTemplate } from '../expressions/contract.js';
import type { Band, BorderLine, Box, ChildBand, Color, Fill, Font, ObjectBase, TextObject } from './index.js';
import type { ValuePattern } from './value-pattern.js';

export const NO_BOX: Box = { fill: null, border: null };

export const solid = (color: Color): Fill => ({ kind: 'solid', color });

/** Points from the upper left corner of the band. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function line(color: Color, width: number): BorderLine {
  return { color, width, style: 'solid' };
}

/** A box with a line above, below, or both. */
export function ruled(sides: { readonly top?: BorderLine; readonly bottom?: BorderLine }, fill?: Color): Box {
  return {
    fill: fill ? solid(fill) : null,
    border: { left: null, right: null, top: sides.top ?? null, bottom: sides.bottom ?? null, shadow: null },
  };
}

/** What every object has, in its simplest form. */
export function objectAt(name: string, place: Place): ObjectBase {
  return {
    name,
    ...place,
    box: NO_BOX,
    style: null,
    even_style: null,
    visible: null,
    print_on: null,
    highlights: [],
    link: null,
    bookmark: null,
    can_grow: false,
    can_shrink: false,
    grow_to_bottom: false,
    shift: 'when_overlapped',
    anchor: { left: true, top: true, right: false, bottom: false },
    dock: 'none',
  };
}

export interface TextWish {
  readonly text: TextTemplate;
  readonly font: Font;
  readonly color: Color;
  readonly align?: 'left' | 'center' | 'right';
  readonly vertical?: 'top' | 'center' | 'bottom';
  readonly padding?: {
    readonly left?: number;
    readonly top?: number;
    readonly right?: number;
    readonly bottom?: number;
  };
  readonly format?: ValuePattern;
  /** As many lines as fit; otherwise one. What grows is always wrapped. */
  readonly wrap?: boolean;
  /** Smaller letters rather than a cut. */
  readonly shrink?: boolean;
}

export function textAt(
  name: string,
  place: Place,
  wish: TextWish,
  more: Partial<TextObject> = {},
): TextObject {
  const { left = 0, top = 0, right = 0, bottom = 0 } = wish.padding ?? {};
  return {
    ...objectAt(name, place),
    kind: 'text',
    text: wish.text,
    look: {
      font: wish.font,
      text_fill: solid(wish.color),
      align: wish.align ?? 'left',
      vertical: wish.vertical ?? 'top',
      padding: { left, top, right, bottom },
      angle: 0,
      wrap: wish.wrap ?? more.can_grow ?? false,
      direction: 'auto',
      line_spacing: 1,
      underlines: false,
      auto_shrink: wish.shrink ?? false,
    },
    markup: 'plain',
    format: wish.format ?? { kind: 'general' },
    null_text: '',
    hide_zeros: false,
    hide_value: null,
    duplicates: 'show',
    can_break: false,
    process_at: 'default',
    ...more,
  };
}

/** A band that grows with what stands in it. */
export function bandOf(name: string, height: number, more: Partial<Band> = {}): Band {
  return {
    name,
    height,
    box: NO_BOX,
    style: null,
    even_style: null,
    objects: [],
    visible: null,
    print_on: null,
    can_grow: true,
    can_shrink: false,
    can_break: false,
    start_new_page: false,
    first_row_starts_new_page: false,
    reset_page_number: false,
    print_on_bottom: false,
    repeat_on_every_page: false,
    keep_child: true,
    child: null,
    outline: null,
    bookmark: null,
    ...more,
  };
}

/** Hangs bands below each other: each is printed right after the one before it. Null for none. */
export function chained(bands: readonly Band[]): ChildBand | null {
  return bands.reduceRight<ChildBand | null>(
    (child, band) => ({
      ...band,
      child,
      fill_unused_space: false,
      complete_to_rows: 0,
      print_if_data_empty: false,
    }),
    null,
  );
}
