import type { Frame } from '@galley/layout';
import { breakLines } from '../text/line-breaker.js';
import { bounded } from './numbers.js';
import type { Pen } from './pen.js';

const INK = { red: 0.45, green: 0.1, blue: 0.1, alpha: 1 };
const GROUND = { red: 0.97, green: 0.95, blue: 0.95, alpha: 1 };
const SIZE = 7;
const PADDING = 2;

/** A box in the place of what cannot be drawn, that says why. */
export function drawNotice(pen: Pen, frame: Frame, text: string): void {
  pen.fillColor(pen.path().rectangle(frame), GROUND);
  pen.stroke(pen.path().rectangle(frame), { color: INK, width: 0.5, style: 'solid' });
  const width = frame.width - 2 * PADDING;
  const maxLines = Math.floor((frame.height - PADDING) / (SIZE * 1.2));
  if (width < SIZE || maxLines < 1) return;
  const options = { isBold: false, width: (width * 1000) / SIZE, maxLines: bounded(maxLines, 1, 20) };
  pen.canvas.useFill([INK.red, INK.green, INK.blue]);
  breakLines(text, options).forEach((line, index) => {
    const y = frame.y + PADDING + SIZE * (0.93 + index * 1.2);
    pen.canvas.text(pen.pdf.text.line(line, false), frame.x + PADDING, pen.pageHeight - y, SIZE);
  });
}
