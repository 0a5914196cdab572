import type { Border, BorderLine, Box, Frame } from '@galley/layout';
import { paintFill } from './paint-fill.js';
import type { Pen } from './pen.js';
import { strokeWidth } from './stroke.js';

type Side = 'left' | 'top' | 'right' | 'bottom';

/** Shadow and fill: what lies under an object. */
export function drawBackground(pen: Pen, frame: Frame, box: Box): void {
  const shadow = box.border?.shadow;
  if (shadow && shadow.width > 0) drawShadow(pen, frame, shadow);
  if (box.fill) paintFill(pen, pen.path().rectangle(frame), box.fill, frame);
}

/** The border, on top of an object. Lines stand in the middle of the frame's edges. */
export function drawBorder(pen: Pen, frame: Frame, border: Border | null): void {
  if (!border) return;
  const { left, top, right, bottom } = border;
  if (left && isSame(left, top) && isSame(left, right) && isSame(left, bottom)) {
    return drawFrame(pen, frame, left);
  }
  for (const side of ['left', 'top', 'right', 'bottom'] as const) {
    const line = border[side];
    if (line) drawSide(pen, frame, side, line);
  }
}

function isSame(a: BorderLine, b: BorderLine | null): boolean {
  if (!b || a.width !== b.width || a.style !== b.style) return false;
  const [c, d] = [a.color, b.color];
  return c.red === d.red && c.green === d.green && c.blue === d.blue && c.alpha === d.alpha;
}

function drawFrame(pen: Pen, frame: Frame, line: BorderLine): void {
  if (line.style !== 'double') return pen.stroke(pen.path().rectangle(frame), line);
  const gap = strokeWidth(line);
  const lines = pen.path().rectangle(grown(frame, gap)).rectangle(grown(frame, -gap));
  pen.stroke(lines, { ...line, style: 'solid' });
}

function drawSide(pen: Pen, frame: Frame, side: Side, line: BorderLine): void {
  if (line.style !== 'double') return pen.stroke(edge(pen, frame, side), line);
  const gap = strokeWidth(line);
  for (const at of [grown(frame, gap), grown(frame, -gap)]) {
    pen.stroke(edge(pen, at, side), { ...line, style: 'solid' });
  }
}

function edge(pen: Pen, { x, y, width, height }: Frame, side: Side): ReturnType<Pen['path']> {
  const [right, bottom] = [x + width, y + height];
  switch (side) {
    case 'left':
      return pen.path().move(x, y).line(x, bottom);
    case 'top':
      return pen.path().move(x, y).line(right, y);
    case 'right':
      return pen.path().move(right, y).line(right, bottom);
    case 'bottom':
      return pen.path().move(x, bottom).line(right, bottom);
  }
}

function drawShadow(pen: Pen, { x, y, width, height }: Frame, shadow: NonNullable<Border['shadow']>): void {
  const size = shadow.width;
  const strips = pen
    .path()
    .rectangle({ x: x + size, y: y + height, width, height: size })
    .rectangle({ x: x + width, y: y + size, width: size, height: height - size });
  pen.fillColor(strips, shadow.color);
}

function grown({ x, y, width, height }: Frame, by: number): Frame {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
