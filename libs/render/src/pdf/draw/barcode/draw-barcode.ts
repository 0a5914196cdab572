import type { Frame, PlacedBarcode } from '@galley/layout';
import { elide } from '../../text/line-breaker.js';
import { drawNotice } from '../draw-notice.js';
import { bounded } from '../numbers.js';
import { type Pen, tuple } from '../pen.js';
import { bareSymbol, isLinear, linearSymbol } from './fitted-symbol.js';
import { BarcodeFault, type BarcodeSymbol } from './symbol.js';

/** Points per unit of a symbol at its natural size: a bar's 0.75, a square's 3 (two units). */
const LINEAR_UNIT = 0.75;
const SQUARE_UNIT = 1.5;
const TEXT_HEIGHT = 1.25;

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
  const { canvas, pdf } = pen;
  canvas.useFill(tuple(item.color));
  for (const { text, x, y, size, spacing } of symbol.texts) {
    const baseline = bounded(pen.pageHeight - frame.y - y * down);
    const points = size * across;
    if (spacing !== 0) canvas.textState(`${bounded(spacing * across).toFixed(2)} Tc `);
    canvas.text(pdf.text.line(text, false), bounded(frame.x + x * across), baseline, points);
    if (spacing !== 0) canvas.textState('0 Tc ');
  }
}

function drawSquare(pen: Pen, item: PlacedBarcode, symbol: BarcodeSymbol, frame: Frame): void {
  const size = bounded(item.font_size, 1, 200);
  const textHeight = item.show_text ? Math.min(size * TEXT_HEIGHT, frame.height / 2) : 0;
  const scale = Math.min(frame.width / symbol.width, (frame.height - textHeight) / symbol.height);
  const x = frame.x + (frame.width - symbol.width * scale) / 2;
  const y = frame.y + (frame.height - textHeight - symbol.height * scale) / 2;
  drawShapes(pen, item, symbol, { x, y, across: scale, down: scale });
  if (!item.show_text) return;
  const text = elide(item.text, (frame.width * 1000) / size, false);
  const line = pen.pdf.text.line(text, false);
  const left = frame.x + (frame.width - (line.width * size) / 1000) / 2;
  pen.canvas.useFill(tuple(item.color));
  pen.canvas.text(line, left, pen.pageHeight - y - symbol.height * scale - size, size);
}

function drawShapes(
  pen: Pen,
  { color }: PlacedBarcode,
  { shapes }: BarcodeSymbol,
  { x, y, across, down }: { x: number; y: number; across: number; down: number },
): void {
  const bars = pen.path();
  const areas = pen.path();
  for (const shape of shapes) {
    if (shape.kind === 'rectangle') {
      bars.rectangle({
        x: x + shape.x * across,
        y: y + shape.y * down,
        width: shape.width * across,
        height: shape.height * down,
      });
    } else if (shape.kind === 'polygon') {
      areas.polygon(shape.points.map(([px, py]) => [x + px * across, y + py * down] as const));
    } else {
      const [rx, ry] = [shape.rx * across, shape.ry * down];
      areas.ellipse({
        x: x + shape.x * across - rx,
        y: y + shape.y * down - ry,
        width: 2 * rx,
        height: 2 * ry,
      });
    }
  }
  if (bars.operators !== '') pen.fillColor(bars, color);
  if (areas.operators !== '') pen.fillColor(areas, color, 'even-odd');
}
