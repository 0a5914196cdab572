import type { Color, Fill, Frame } from '@galley/layout';
import { rgbOf } from './drawing-resources.js';
import { fine, num } from './numbers.js';
import type { Path } from './path.js';
import type { Pen } from './pen.js';

const WHITE: Color = { red: 1, green: 1, blue: 1, alpha: 1 };
/** Distance of the lines of a hatch, in points. */
const HATCH = 6;
/** More lines than this are a mistake of size; the rest stays plain. */
const MAX_HATCH_LINES = 2000;

/** Fills a path that lies within `frame`: plainly, by a shading, or in halves. */
export function paintFill(pen: Pen, path: Path, fill: Fill, frame: Frame): void {
  if (fill.kind === 'solid') return pen.fillColor(path, fill.color);
  if (!(frame.width > 0 && frame.height > 0)) return;
  if (fill.kind === 'glass') return paintGlass(pen, path, fill, frame);
  pen.faded(alphaOf(fill), () => pen.clipped(path, () => paintShading(pen, fill, frame)));
}

/** Paints a shading over a frame; what must not be painted is clipped off before. */
export function paintShading(pen: Pen, fill: Extract<Fill, { kind: 'linear' | 'path' }>, frame: Frame): void {
  const entries = fill.kind === 'linear' ? axial(fill, frame) : radial(fill, frame);
  const name = pen.canvas.use(pen.resources.shading(entries));
  const bottom = pen.pageHeight - frame.y - frame.height;
  pen.canvas.saved(() => {
    const scale = fill.kind === 'path' ? `${num(frame.width)} 0 0 ${num(frame.height)}` : '1 0 0 1';
    pen.canvas.operators(`${scale} ${num(frame.x)} ${num(bottom)} cm /${name} sh\n`);
  });
}

/** The opacity of a fill of several colours: what they have on average. */
export function alphaOf(fill: Fill): number {
  if (fill.kind === 'linear') return (fill.start.alpha + fill.end.alpha) / 2;
  if (fill.kind === 'path') return (fill.center.alpha + fill.edge.alpha) / 2;
  return fill.color.alpha;
}

/** The colour that stands for a fill where only one can. */
export function mainColor(fill: Fill): Color {
  if (fill.kind === 'linear') return fill.start;
  return fill.kind === 'path' ? fill.center : fill.color;
}

/** A gradient over a frame whose lower left corner is the origin; `focus` is where the end colour stands. */
function axial({ start, end, angle, focus }: Extract<Fill, { kind: 'linear' }>, frame: Frame): string {
  const { width, height } = frame;
  const radians = (angle * Math.PI) / 180;
  const [dx, dy] = [Math.cos(radians), Math.sin(radians)];
  const half = (Math.abs(width * dx) + Math.abs(height * dy)) / 2;
  const [x, y] = [width / 2, height / 2];
  const coordinates = [x - half * dx, y + half * dy, x + half * dx, y - half * dy].map(num).join(' ');
  const there = blend(start, end);
  const at = Math.min(1, Math.max(0, focus));
  const course =
    at >= 1
      ? there
      : at <= 0
        ? blend(end, start)
        : `<</FunctionType 3/Domain[0 1]/Functions[${there}${blend(end, start)}]/Bounds[${fine(at)}]/Encode[0 1 0 1]>>`;
  return `/ShadingType 2/Coords[${coordinates}]/Extend[true true]/Function${course}`;
}

/** From the middle of a unit square outwards. */
function radial({ center, edge }: Extract<Fill, { kind: 'path' }>, _frame: Frame): string {
  return `/ShadingType 3/Coords[.5 .5 0 .5 .5 .7072]/Extend[true true]/Function${blend(center, edge)}`;
}

function blend(from: Color, to: Color): string {
  return `<</FunctionType 2/Domain[0 1]/C0[${rgbOf(from)}]/C1[${rgbOf(to)}]/N 1>>`;
}

function paintGlass(pen: Pen, path: Path, fill: Extract<Fill, { kind: 'glass' }>, frame: Frame): void {
  pen.fillColor(path, fill.color);
  pen.clipped(path, () => {
    const upper = pen.path().rectangle({ ...frame, height: frame.height / 2 });
    pen.fillColor(upper, { ...WHITE, alpha: fill.blend * fill.color.alpha });
    if (fill.hatch) paintHatch(pen, frame);
  });
}

function paintHatch(pen: Pen, { x, y, width, height }: Frame): void {
  const lines = pen.path();
  const count = Math.min(MAX_HATCH_LINES, Math.ceil((width + height) / HATCH));
  for (let line = 1; line < count; line++) {
    lines.move(x + line * HATCH - height, y + height).line(x + line * HATCH, y);
  }
  pen.stroke(lines, { color: { ...WHITE, alpha: 0.5 }, width: 0.75, style: 'solid' });
}
