/** Points are 1/72 inch. Colours are red, green, blue and opacity from 0 to 1. */
export interface Color {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** Any family is set in the bundled faces; what decides is the kind of letter. */
export interface Font {
  readonly family: string;
  /** Points. */
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strikeout: boolean;
}

export type Fill =
  | { readonly kind: 'solid'; readonly color: Color }
  /** From `start` to `end` along `angle` degrees (0 = left to right, 90 = top to bottom); `focus` 0–1: where `end` is reached. */
  | {
      readonly kind: 'linear';
      readonly start: Color;
      readonly end: Color;
      readonly angle: number;
      readonly focus: number;
    }
  /** A colour whose upper half is lightened by `blend` (0–1). */
  | { readonly kind: 'glass'; readonly color: Color; readonly blend: number; readonly hatch: boolean }
  | { readonly kind: 'path'; readonly center: Color; readonly edge: Color };

export type LineStyle = 'solid' | 'dash' | 'dot' | 'dash_dot' | 'dash_dot_dot' | 'double';

export interface BorderLine {
  readonly color: Color;
  /** Points. */
  readonly width: number;
  readonly style: LineStyle;
}

export interface Border {
  readonly left: BorderLine | null;
  readonly top: BorderLine | null;
  readonly right: BorderLine | null;
  readonly bottom: BorderLine | null;
  /** Width 0 = none. */
  readonly shadow: { readonly color: Color; readonly width: number } | null;
}

/** What any object or band may look like; an absent part is not drawn. */
export interface Box {
  readonly fill: Fill | null;
  readonly border: Border | null;
}

export interface Padding {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A named style; what is absent leaves the object's own. */
export interface NamedStyle {
  readonly name: string;
  readonly font: Font | null;
  readonly text_fill: Fill | null;
  readonly fill: Fill | null;
  readonly border: Border | null;
}

export type HorizontalAlign = 'left' | 'center' | 'right' | 'justify';
export type VerticalAlign = 'top' | 'center' | 'bottom';
