import type { TextLook } from '../model/objects.js';
import type { PlacedItem, PlacedText, PlacedWatermark } from './placed.js';

/** What the engine must know of letters. Same text, look and width: same answer as when it is drawn. */
export interface Typesetter {
  /** Height in points of a text wrapped to `width` (padding included, rotation respected). */
  height(text: PlacedText, width: number): number;
  /** Width in points that the longest line needs when nothing is wrapped (padding included). */
  width(text: PlacedText): number;
  /** Splits a text at a line border so that the first part is at most `height` high; null when not one line fits. */
  split(text: PlacedText, width: number, height: number): readonly [head: string, rest: string] | null;
  /** Natural size of a picture in points at 96 dpi; null when it cannot be read. */
  pictureSize(bytes: Buffer): { readonly width: number; readonly height: number } | null;
  /** Size of a barcode of its natural module width, in points; null when the text does not suit the symbology. */
  barcodeSize(item: PlacedItem): { readonly width: number; readonly height: number } | null;
  /** Height of one line, in points. */
  lineHeight(look: TextLook): number;
}

/** What a finished page is made of. Pages come one after another; nothing is drawn on an earlier one, save by `resolve`. */
export interface PageDevice {
  readonly typesetter: Typesetter;
  /** Width and height in points. */
  beginPage(
    size: { readonly width: number; readonly height: number },
    watermark: PlacedWatermark | null,
  ): void;
  /** Draws on the page begun last. */
  draw(item: PlacedItem): void;
  /** Keeps a place whose content is known later ("of y", a group's total in its header). */
  reserve(item: PlacedItem): number;
  /** Draws into a reserved place, on whichever page it is. Each exactly once, before `finish`. */
  resolve(reserved: number, item: PlacedItem | null): void;
  /** An entry of the outline that leads to `y` (points from the top) of the current page. Level 0 is outermost. */
  outline(title: string, level: number, y: number): void;
  /** A target for links `#name` at `y` of the current page. */
  bookmark(name: string, y: number): void;
  /** The page is complete; resolves when there is room for the next. */
  endPage(): Promise<void>;
}
