import type { Frame, PlacedBarcode } from '@galley/layout';
import { elide } from '../../text/line-breaker.js';
import { drawNotice } from '../draw-notice.js';
import { bounded, num } from '../numbers.js';
import type { Path } from '../path.js';
import { type Pen, tuple } from '../pen.js';
import { bareSymbol, isLinear, linearSymbol } from './fitted-symbol.js';
import { BarcodeFault, type BarcodeSymbol, type SymbolShape, type SymbolText } from './symbol.js';

/** Points per unit of a symbol at its natural size: a bar's 0.75, a square's 3 (two units). */
const LINEAR_UNIT = 0.75;
const SQUARE_UNIT = 1.5;
const TEXT_HEIGHT = 1.25;
const WHITE = { red: 1, green: 1, blue: 1, alpha: 1 };

/** Where a symbol's upper left corner stands, and points per unit. */
interface Placement {
  readonly x: number;
  readonly y: number;
  readonly across: number;
  readonly down: number;
}

/** Size in points at the natural width of a module, turned as the item is; null when the text does not suit the code. */
export function naturalBarcodeSize(item: PlacedBarcode): { width: number; height: number } | null {
  const symbol = bareSymbol(item);
  if (symbol instanceof BarcodeFault) return null;
  const isUpright = isTurnedUpright(item);
  const text = item.show_text ? item.font_size * TEXT_HEIGHT : 0;
  const size = isLinear(symbol)
    ? { width: symbol.width * LINEAR_UNIT, height: isUpright ? item.frame.width : item.frame.height }
    : { width: symbol.width * SQUARE_UNIT, height: symbol.height * SQUARE_UNIT + text };
  return isUpright ? { width: size.height, height: size.width } : size;
}

/** A barcode that fills its frame, or a box that says why there is none. */
export function drawBarcode(pen: Pen, item: PlacedBarcode): void {
  const bare = bareSymbol(item);
  if (bare instanceof BarcodeFault) return drawNotice(pen, item.frame, bare.message);
  const { x, y, width, height } = item.frame;
  if (!(width > 0 && height > 0)) return;
  const frame = isTurnedUpright(item)
    ? { x: x + (width - height) / 2, y: y + (height - width) / 2, width: height, height: width }
    : item.frame;
  pen.turned(item.angle, x + width / 2, y + height / 2, () => {
    if (isLinear(bare)) drawLinear(pen, item, frame);
    else drawSquare(pen, item, bare, frame);
  });
}

function isTurnedUpright({ angle }: PlacedBarcode): boolean {
  return Math.abs(bounded(angle) % 180) === 90;
}

function drawLinear(pen: Pen, item: PlacedBarcode, frame: Frame): void {
  const symbol = linearSymbol(item, frame.width, frame.height);
  if (symbol instanceof BarcodeFault) return drawNotice(pen, item.frame, symbol.message);
  const [across, down] = [frame.width / symbol.width, frame.height / symbol.height];
  drawShapes(pen, item, symbol, { ...frame, across, down });
  for (const text of symbol.texts) drawDigits(pen, item, text, { ...frame, across, down });
}

/** Letters keep their proportions and stand in the middle of where the symbol has them. */
function drawDigits(
  { canvas, pdf, pageHeight }: Pen,
  { color }: PlacedBarcode,
  { text, x, y, size, spacing }: SymbolText,
  { x: left, y: top, across, down }: Placement,
): void {
  const line = pdf.text.line(text, false);
  const natural = (line.width * size) / 1000 + spacing * text.length;
  const scale = Math.min(across, down);
  const start = left + x * across + (natural * (across - scale)) / 2;
  canvas.useFill(tuple(color));
  if (spacing !== 0) canvas.textState(`${num(spacing * scale)} Tc `);
  canvas.text(line, bounded(start), bounded(pageHeight - top - y * down), bounded(size * scale, 0.1));
  if (spacing !== 0) canvas.textState('0 Tc ');
}

function drawSquare(pen: Pen, item: PlacedBarcode, symbol: BarcodeSymbol, frame: Frame): void {
  const size = bounded(item.font_size, 1, 200);
  const textHeight = item.show_text ? Math.min(size * TEXT_HEIGHT, frame.height / 2) : 0;
  const scale = Math.min(frame.width / symbol.width, (frame.height - textHeight) / symbol.height);
  const x = frame.x + (frame.width - symbol.width * scale) / 2;
  const y = frame.y + (frame.height - textHeight - symbol.height * scale) / 2;
  drawShapes(pen, item, symbol, { x, y, across: scale, down: scale });
  if (!item.show_text) return;
  const text = elide(item.text.replaceAll(/\s+/g, ' '), (frame.width * 1000) / size, false);
  const line = pen.pdf.text.line(text, false);
  const left = frame.x + (frame.width - (line.width * size) / 1000) / 2;
  pen.canvas.useFill(tuple(item.color));
  pen.canvas.text(line, left, pen.pageHeight - y - symbol.height * scale - size, size);
}

function drawShapes(
  pen: Pen,
  { color }: PlacedBarcode,
  { bars, layers }: BarcodeSymbol,
  at: Placement,
): void {
  if (bars.length > 0) {
    const path = pen.path();
    for (const bar of bars) path.rectangle(placed(bar, at));
    pen.fillColor(path, color);
  }
  for (const { shapes, isLight, clip } of layers) {
    const paint = (): void => pen.fillColor(outline(pen, shapes, at), isLight ? WHITE : color, 'even-odd');
    if (clip.length > 0) pen.clipped(outline(pen, clip, at), paint, 'even-odd');
    else paint();
  }
}

function outline(pen: Pen, shapes: readonly SymbolShape[], at: Placement): Path {
  const path = pen.path();
  for (const shape of shapes) {
    if (shape.kind === 'polygon') {
      path.polygon(shape.points.map(([x, y]) => [at.x + x * at.across, at.y + y * at.down] as const));
    } else {
      const { x, y, rx, ry } = shape;
      path.ellipse(placed({ x: x - rx, y: y - ry, width: 2 * rx, height: 2 * ry }, at));
    }
  }
  return path;
}

function placed({ x, y, width, height }: Frame, at: Placement): Frame {
  return {
    x: at.x + x * at.across,
    y: at.y + y * at.down,
    width: width * at.across,
    height: height * at.down,
  };
}
