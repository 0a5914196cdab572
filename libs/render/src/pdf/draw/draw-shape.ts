import type { PlacedShape } from '@galley/layout';
import type { Path } from './path.js';
import { paintFill } from './paint-fill.js';
import type { Pen } from './pen.js';

/** A shape, filled as its box says and outlined; a border of the box is not drawn. */
export function drawShape(pen: Pen, item: PlacedShape): void {
  const { fill } = item.box;
  if (fill) paintFill(pen, outline(pen, item), fill, item.frame);
  if (item.stroke.width > 0) pen.stroke(outline(pen, item), item.stroke);
}

function outline(pen: Pen, { shape, frame, curve, points }: PlacedShape): Path {
  const { x, y, width, height } = frame;
  const at = (across: number, down: number): readonly [number, number] => [
    x + across * width,
    y + down * height,
  ];
  switch (shape) {
    case 'rectangle':
      return pen.path().rectangle(frame);
    case 'round_rectangle':
      return pen.path().roundRectangle(frame, curve > 0 ? curve : Math.min(width, height) / 10);
    case 'ellipse':
      return pen.path().ellipse(frame);
    case 'triangle':
      return pen.path().polygon([at(0.5, 0), at(1, 1), at(0, 1)]);
    case 'diamond':
      return pen.path().polygon([at(0.5, 0), at(1, 0.5), at(0.5, 1), at(0, 0.5)]);
    case 'polygon':
      return pen.path().polygon(points.map(([across, down]) => at(across, down)));
  }
}
