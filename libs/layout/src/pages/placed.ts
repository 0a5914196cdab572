import type { Box, Color, Fill, LineStyle } from '../model/appearance.js';
import type { ChartFigures } from '../model/chart.js';
import type { Cap, CheckBoxObject, PictureObject, ShapeObject, TextLook } from '../model/objects.js';

/** Points from the page's upper left corner, downwards. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface PlacedBase {
  readonly frame: Frame;
  readonly box: Box;
  /** Absolute URL, or `#bookmark`; null = none. Other schemes than http, https and mailto are not drawn. */
  readonly link: string | null;
}

/** Text is wrapped where it is drawn, by the same typesetter that measured it. */
export interface PlacedText extends PlacedBase {
  readonly kind: 'text';
  readonly text: string;
  readonly markup: 'plain' | 'html' | 'markdown';
  readonly look: TextLook;
}

export interface PlacedLine extends PlacedBase {
  readonly kind: 'line';
  readonly diagonal: boolean;
  readonly stroke: { readonly color: Color; readonly width: number; readonly style: LineStyle };
  readonly start_cap: Cap;
  readonly end_cap: Cap;
}

export interface PlacedShape extends PlacedBase {
  readonly kind: 'shape';
  readonly shape: ShapeObject['shape'];
  readonly curve: number;
  readonly points: ShapeObject['points'];
  readonly stroke: { readonly color: Color; readonly width: number; readonly style: LineStyle };
}

export interface PlacedPicture extends PlacedBase {
  readonly kind: 'picture';
  readonly bytes: Buffer;
  readonly fit: PictureObject['fit'];
  readonly angle: number;
  readonly transparency: number;
  readonly grayscale: boolean;
  readonly align: PictureObject['align'];
  readonly vertical: PictureObject['vertical'];
}

export interface PlacedBarcode extends PlacedBase {
  readonly kind: 'barcode';
  readonly symbology: string;
  readonly text: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly show_text: boolean;
  readonly color: Color;
  readonly angle: number;
  readonly auto_size: boolean;
  readonly font_size: number;
}

export interface PlacedCheckBox extends PlacedBase {
  readonly kind: 'checkbox';
  readonly checked: boolean;
  readonly checked_symbol: CheckBoxObject['checked_symbol'];
  readonly unchecked_symbol: CheckBoxObject['unchecked_symbol'];
  readonly color: Color;
}

export interface PlacedChart extends PlacedBase {
  readonly kind: 'chart';
  readonly figures: ChartFigures;
}

/** Only a box: the background of a band, the frame of a matrix cell. */
export interface PlacedBox extends PlacedBase {
  readonly kind: 'box';
}

export type PlacedItem =
  | PlacedText
  | PlacedLine
  | PlacedShape
  | PlacedPicture
  | PlacedBarcode
  | PlacedCheckBox
  | PlacedChart
  | PlacedBox;

/** A watermark as drawn on a page of this size. */
export interface PlacedWatermark {
  readonly text: string | null;
  readonly look: Pick<TextLook, 'font'> & { readonly fill: Fill };
  readonly rotation: 'horizontal' | 'vertical' | 'forward_diagonal' | 'backward_diagonal';
  readonly image: Buffer | null;
  readonly image_transparency: number;
  readonly on_top: boolean;
}
