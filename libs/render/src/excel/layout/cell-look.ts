import type { Border, BorderLine, CellStyle, Color, Fill } from '@galley/layout';
import type { CellLook } from '../style-book.js';

const DASHES = {
  solid: null,
  dash: 'dashed',
  dot: 'dotted',
  dash_dot: 'dashDot',
  dash_dot_dot: 'dashDotDot',
  double: 'double',
} as const;

/** A cell's style in Excel's terms. Gradients become their first colour; what shines through is laid on white. */
export function lookOf(style: CellStyle | null): CellLook {
  if (style === null) return {};
  const { bold, italic, color, fill, border } = style;
  return {
    ...(bold && { font: 'bold' as const }),
    ...(italic && { italic }),
    ...(color && { color: argb(color) }),
    ...(fill && { background: argb(firstColor(fill)) }),
    ...(border && { edges: borderXml(border) }),
  };
}

export function argb({ red, green, blue, alpha }: Color): string {
  const byte = (part: number): string => {
    const shown = Math.round((1 - alpha + alpha * part) * 255);
    return Math.min(255, Math.max(0, shown)).toString(16).toUpperCase().padStart(2, '0');
  };
  return `FF${byte(red)}${byte(green)}${byte(blue)}`;
}

function firstColor(fill: Fill): Color {
  if (fill.kind === 'linear') return fill.start;
  return fill.kind === 'path' ? fill.center : fill.color;
}

function borderXml({ left, right, top, bottom }: Border): string {
  const edges = [edge('left', left), edge('right', right), edge('top', top), edge('bottom', bottom)];
  return `<border>${edges.join('')}<diagonal/></border>`;
}

function edge(side: string, line: BorderLine | null): string {
  if (line === null) return `<${side}/>`;
  const solid = line.width > 2 ? 'thick' : line.width > 1 ? 'medium' : line.width < 0.5 ? 'hair' : 'thin';
  return `<${side} style="${DASHES[line.style] ?? solid}"><color rgb="${argb(line.color)}"/></${side}>`;
}
