import type { Color, LineStyle } from '@galley/layout';
import { rgbOf } from './drawing-resources.js';
import { bounded, num } from './numbers.js';

export interface Stroke {
  readonly color: Color;
  /** Points. */
  readonly width: number;
  readonly style: LineStyle;
  /** Dashes and gaps in points, instead of those of the style. */
  readonly dash?: readonly number[];
}

/** The thinnest line that every printer shows. */
const HAIRLINE = 0.25;

/** Dashes and gaps in line widths, as designers show them. */
const DASHES: Readonly<Record<LineStyle, readonly number[]>> = {
  solid: [],
  double: [],
  dash: [3, 1],
  dot: [1, 1],
  dash_dot: [3, 1, 1, 1],
  dash_dot_dot: [3, 1, 1, 1, 1, 1],
};

/** Width at which a line is drawn. */
export function strokeWidth({ width }: Pick<Stroke, 'width'>): number {
  return bounded(width, HAIRLINE, 1000);
}

/** Operators that set colour, width and dashes. */
export function strokeState(stroke: Stroke): string {
  const width = strokeWidth(stroke);
  const dashes = dashesOf(stroke, width).map(num);
  const pattern = dashes.length > 0 ? `[${dashes.join(' ')}] 0 d ` : '';
  return `${rgbOf(stroke.color)} RG ${num(width)} w ${pattern}`;
}

export function isDashed({ style, dash = [] }: Stroke): boolean {
  return dash.length > 0 || DASHES[style].length > 0;
}

function dashesOf({ style, dash = [] }: Stroke, width: number): readonly number[] {
  if (dash.length > 0) return dash.some((length) => length > 0) ? dash : [];
  return DASHES[style].map((length) => length * Math.max(width, 0.5));
}
