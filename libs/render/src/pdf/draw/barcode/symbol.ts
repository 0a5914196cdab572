import type { Frame } from '@galley/layout';
import bwip, { type DrawingContext, type RenderOptions, render } from 'bwip-js/generic';
import { latinFace } from '../../fonts/font-files.js';
import { textUnits } from '../../text/text-unit.js';
import { traceModules } from './trace-modules.js';

type Point = readonly [x: number, y: number];

/** Part of a symbol's outline; units are those of the symbol, from its upper left corner. */
export type SymbolShape =
  | { readonly kind: 'polygon'; readonly points: readonly Point[] }
  | {
      readonly kind: 'ellipse';
      readonly x: number;
      readonly y: number;
      readonly rx: number;
      readonly ry: number;
    };

/** Shapes of one colour; where they overlap an even number of times nothing is painted. */
export interface SymbolLayer {
  readonly shapes: readonly SymbolShape[];
  readonly isLight: boolean;
  /** Painted only inside these, by the same rule. */
  readonly clip: readonly SymbolShape[];
}

export interface SymbolText {
  readonly text: string;
  /** Left end of the baseline. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Between letters, besides their width. */
  readonly spacing: number;
}

/** A barcode as vectors: dark bars, then layers of shapes, then texts. */
export interface BarcodeSymbol {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly Frame[];
  readonly layers: readonly SymbolLayer[];
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
    bcid: symbology,
    text,
    scale: SCALE,
    includetext: showsText,
    ...(barHeight === null ? {} : { height: barHeight * MILLIMETRES }),
    ...(textSize === null ? {} : { textsize: textSize }),
  };
  try {
    return (GRIDS.has(symbology) && gridSymbol(wanted)) || render(wanted, new SymbolRecorder());
  } catch (error) {
    throw new BarcodeFault(faultOf(error), { cause: error });
  }
}

/** Patterns of equal squares: outlined here, which takes half the time of bwip-js's own drawing. */
const GRIDS = new Set(['qrcode', 'gs1qrcode', 'microqrcode', 'datamatrix', 'gs1datamatrix', 'azteccode']);
const GRID_UNIT = 2;

function gridSymbol(wanted: RenderOptions): BarcodeSymbol | null {
  const { scale: _scale, ...options } = wanted;
  const [grid] = bwip.raw(options);
  if (!grid || !('pixs' in grid)) return null;
  const { pixs, pixx, pixy } = grid;
  const shapes = traceModules(pixs, pixx, GRID_UNIT).map((points) => ({ kind: 'polygon', points }) as const);
  const layers = [{ shapes, isLight: false, clip: [] }];
  return { width: pixx * GRID_UNIT, height: pixy * GRID_UNIT, bars: [], layers, texts: [] };
}

/** bwip-js says `bwipp.ean13badLength: EAN-13 must be 12 or 13 digits`. */
function faultOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `Barcode: ${message.replace(/^(?:bwipp\.[\w#]+|bwip-js):\s*/, '').slice(0, 200)}`;
}

const WHITE = /^f{3}(?:f{3})?$/i;

/** Takes down what bwip-js draws. */
class SymbolRecorder implements DrawingContext<BarcodeSymbol> {
  private readonly bars: Frame[] = [];
  private readonly layers: SymbolLayer[] = [];
  private readonly texts: SymbolText[] = [];
  private shapes: SymbolShape[] = [];
  private region: readonly SymbolShape[] = [];
  private count = 0;
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
    this.bound();
    const half = thickness / 2;
    const isUpright = x0 === x1;
    this.bars.push({
      x: (isUpright ? x0 - half : Math.min(x0, x1)) / SCALE,
      y: (isUpright ? Math.min(y0, y1) : y0 - half) / SCALE,
      width: (isUpright ? thickness : Math.abs(x1 - x0)) / SCALE,
      height: (isUpright ? Math.abs(y1 - y0) : thickness) / SCALE,
    });
  }

  polygon(points: readonly Point[]): void {
    this.bound();
    this.shapes.push(polygonOf(points));
  }

  hexagon(points: readonly Point[]): void {
    this.polygon(points);
  }

  ellipse(x: number, y: number, rx: number, ry: number): void {
    this.bound();
    this.shapes.push({ kind: 'ellipse', x: x / SCALE, y: y / SCALE, rx: rx / SCALE, ry: ry / SCALE });
  }

  fill(color: string): void {
    if (this.shapes.length === 0) return;
    this.layers.push({ shapes: this.shapes, isLight: WHITE.test(color), clip: this.region });
    this.shapes = [];
  }

  /** Missing from bwip-js's types: what follows is drawn inside these polygons only. */
  clip(polygons: readonly (readonly Point[])[]): void {
    this.region = polygons.map(polygonOf);
  }

  unclip(): void {
    this.region = [];
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
    const { width, height, bars, layers, texts } = this;
    return { width, height, bars, layers, texts };
  }

  private bound(): void {
    if (++this.count > MAX_SHAPES) throw new BarcodeFault('The barcode is too large');
  }
}

function polygonOf(points: readonly Point[]): SymbolShape {
  return { kind: 'polygon', points: points.map(([x, y]) => [x / SCALE, y / SCALE] as const) };
}

/** Shares of the size that digits reach above and below the baseline. */
const DIGITS = { ascent: latinFace(false).metrics.capHeight / 1000, descent: 0.01 };

function widthOf(text: string): number {
  return textUnits(text, false).reduce((sum, unit) => sum + unit.width, 0) / 1000;
}
