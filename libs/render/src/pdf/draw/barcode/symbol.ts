import { type DrawingContext, type RenderOptions, render } from 'bwip-js/generic';
import { latinFace } from '../../fonts/font-files.js';
import { textUnits } from '../../text/text-unit.js';

/** A step of the outline of a symbol's dark parts; units are those of the symbol, from its upper left corner. */
export type SymbolShape =
  | {
      readonly kind: 'rectangle';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: 'polygon'; readonly points: readonly (readonly [number, number])[] }
  | {
      readonly kind: 'ellipse';
      readonly x: number;
      readonly y: number;
      readonly rx: number;
      readonly ry: number;
    };

export interface SymbolText {
  readonly text: string;
  /** Left end of the baseline. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Between letters, besides their width. */
  readonly spacing: number;
}

/** A barcode as vectors, dark parts only; where shapes overlap an even number of times it is light. */
export interface BarcodeSymbol {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly SymbolShape[];
  readonly texts: readonly SymbolText[];
}

/** Why a text is no barcode of this kind, in words for its author. */
export class BarcodeFault extends Error {}

/** Longer texts fit no symbology. */
const MAX_TEXT = 8000;
/** Finer than the encoder's whole pixels, so that they do not show. */
const SCALE = 8;
const MAX_SHAPES = 100_000;
/** Of a point; bwip-js takes heights so. */
const MILLIMETRES = 25.4 / 72;

/** What we decide ourselves, and what changes nothing but the size. */
const OURS =
  /^(?:bcid|text|scale[xy]?|rotate|padding\w*|height|width|includetext|text\w*|\w*color|\w*font|monochrome|sizelimit|dontdraw|debug\w*|inkspread\w*)$/i;

export interface SymbolOptions {
  readonly symbology: string;
  readonly text: string;
  /** As bwip-js takes them (`eclevel`, `includecheck`, `parse` …). */
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly showsText: boolean;
  /** Height of the bars of a linear code, and size of its text, in widths of its thinnest bar. */
  readonly barHeight: number | null;
  readonly textSize: number | null;
}

/** Makes the symbol of a text. Throws `BarcodeFault`. */
export function makeSymbol(asked: SymbolOptions): BarcodeSymbol {
  const { symbology, text, showsText, barHeight, textSize } = asked;
  if (text === '') throw new BarcodeFault('The barcode has no text');
  if (text.length > MAX_TEXT) throw new BarcodeFault('The text is too long for a barcode');
  const allowed = Object.entries(asked.options).filter(([key]) => !OURS.test(key));
  const wanted: RenderOptions = {
    ...Object.fromEntries(allowed),
    bcid: symbology.toLowerCase(),
    text,
    scale: SCALE,
    includetext: showsText,
    ...(barHeight === null ? {} : { height: barHeight * MILLIMETRES }),
    ...(textSize === null ? {} : { textsize: textSize }),
  };
  try {
    return render(wanted, new SymbolRecorder());
  } catch (error) {
    throw new BarcodeFault(faultOf(error), { cause: error });
  }
}

/** bwip-js says `bwipp.ean13badLength: EAN-13 must be 12 or 13 digits`. */
function faultOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `Barcode: ${message.replace(/^(?:bwipp\.[\w#]+|bwip-js):\s*/, '').slice(0, 200)}`;
}

/** Takes down what bwip-js draws. */
class SymbolRecorder implements DrawingContext<BarcodeSymbol> {
  private readonly shapes: SymbolShape[] = [];
  private readonly texts: SymbolText[] = [];
  private width = 0;
  private height = 0;

  scale(): null {
    return null;
  }

  measure(text: string, _font: string, width: number, height: number) {
    const { ascent, descent } = DIGITS;
    return { width: widthOf(text) * width, ascent: ascent * height, descent: descent * height };
  }

  init(width: number, height: number): void {
    this.width = width / SCALE;
    this.height = height / SCALE;
  }

  line(x0: number, y0: number, x1: number, y1: number, thickness: number): void {
    const half = thickness / 2;
    const isUpright = x0 === x1;
    this.add({
      kind: 'rectangle',
      x: (isUpright ? x0 - half : Math.min(x0, x1)) / SCALE,
      y: (isUpright ? Math.min(y0, y1) : y0 - half) / SCALE,
      width: (isUpright ? thickness : Math.abs(x1 - x0)) / SCALE,
      height: (isUpright ? Math.abs(y1 - y0) : thickness) / SCALE,
    });
  }

  polygon(points: readonly (readonly [number, number])[]): void {
    this.add({ kind: 'polygon', points: points.map(([x, y]) => [x / SCALE, y / SCALE] as const) });
  }

  hexagon(points: readonly (readonly [number, number])[]): void {
    this.polygon(points);
  }

  ellipse(x: number, y: number, rx: number, ry: number): void {
    this.add({ kind: 'ellipse', x: x / SCALE, y: y / SCALE, rx: rx / SCALE, ry: ry / SCALE });
  }

  fill(): void {
    // All shapes have one colour; they are filled at once.
  }

  text(
    x: number,
    y: number,
    text: string,
    _color: string,
    { width, dx }: { name: string; width: number; height: number; dx: number },
  ): void {
    this.texts.push({ text, x: x / SCALE, y: y / SCALE, size: width / SCALE, spacing: dx / SCALE });
  }

  end(): BarcodeSymbol {
    return { width: this.width, height: this.height, shapes: this.shapes, texts: this.texts };
  }

  private add(shape: SymbolShape): void {
    if (this.shapes.length >= MAX_SHAPES) throw new BarcodeFault('The barcode is too large');
    this.shapes.push(shape);
  }
}

/** Shares of the size that digits reach above and below the baseline. */
const DIGITS = { ascent: latinFace(false).metrics.capHeight / 1000, descent: 0.01 };

function widthOf(text: string): number {
  return textUnits(text, false).reduce((sum, unit) => sum + unit.width, 0) / 1000;
}
