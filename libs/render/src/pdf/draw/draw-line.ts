import type { Cap, PlacedLine } from '@galley/layout';
import type { Pen } from './pen.js';
import { strokeWidth } from './stroke.js';

/** Size of a cap of a thin line, in points, and in widths of a thick one. */
const CAP = 6;
const CAP_WIDTHS = 3;

/** A straight line with its caps: along the longer side of the frame, or from its upper left to its lower right corner. */
export function drawLine(pen: Pen, { frame, diagonal, stroke, start_cap, end_cap }: PlacedLine): void {
  const { x, y, width, height } = frame;
  const isLevel = Math.abs(width) >= Math.abs(height);
  const end = {
    x: diagonal || isLevel ? x + width : x,
    y: diagonal || !isLevel ? y + height : y,
  };
  const length = Math.hypot(end.x - x, end.y - y);
  const size = Math.max(CAP, strokeWidth(stroke) * CAP_WIDTHS);
  const [dx, dy] = length > 0 ? [(end.x - x) / length, (end.y - y) / length] : [1, 0];
  // An arrow's line ends inside its head, so that its tip stays sharp.
  const from = start_cap === 'arrow' && length > size ? size / 2 : 0;
  const to = end_cap === 'arrow' && length > size ? size / 2 : 0;
  const line = pen
    .path()
    .move(x + dx * from, y + dy * from)
    .line(end.x - dx * to, end.y - dy * to);
  if (stroke.style === 'double') {
    const gap = strokeWidth(stroke);
    const [ox, oy] = [-dy * gap, dx * gap];
    line.move(x + ox * 2, y + oy * 2).line(end.x + ox * 2, end.y + oy * 2);
    pen.stroke(line, { ...stroke, style: 'solid' });
  } else pen.stroke(line, stroke);
  drawCap(pen, start_cap, { x, y, dx: -dx, dy: -dy }, size, stroke);
  drawCap(pen, end_cap, { ...end, dx, dy }, size, stroke);
}

/** `dx`, `dy` is the direction in which the line ends at x, y. */
function drawCap(
  pen: Pen,
  cap: Cap,
  { x, y, dx, dy }: { x: number; y: number; dx: number; dy: number },
  size: number,
  { color }: PlacedLine['stroke'],
): void {
  const half = size / 2;
  switch (cap) {
    case 'none':
      return;
    case 'circle':
      return pen.fillColor(
        pen.path().ellipse({ x: x - half, y: y - half, width: size, height: size }),
        color,
      );
    case 'square':
      return pen.fillColor(
        pen.path().rectangle({ x: x - half, y: y - half, width: size, height: size }),
        color,
      );
    case 'diamond':
      return pen.fillColor(
        pen.path().polygon([
          [x - half, y],
          [x, y - half],
          [x + half, y],
          [x, y + half],
        ]),
        color,
      );
    case 'arrow': {
      const [bx, by] = [x - dx * size, y - dy * size];
      const points = [
        [x, y],
        [bx - dy * half, by + dx * half],
        [bx + dy * half, by - dx * half],
      ] as const;
      return pen.fillColor(pen.path().polygon(points), color);
    }
  }
}
