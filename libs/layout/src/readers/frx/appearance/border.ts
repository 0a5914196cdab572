import type { Border, BorderLine, LineStyle } from '../../../model/appearance.js';
import { attribute, ignored, type AttributeTable, type Values } from '../attributes/attribute.js';
import { choice, flag, measure, pixels, POINTS_PER_PIXEL, words } from '../attributes/kinds.js';
import { color, optionalColor } from './color.js';

const LINE_STYLES: Readonly<Record<string, LineStyle>> = {
  Solid: 'solid',
  Dash: 'dash',
  Dot: 'dot',
  DashDot: 'dash_dot',
  DashDotDot: 'dash_dot_dot',
  Double: 'double',
  Custom: 'dash',
};

const SIDES = ['Left', 'Right', 'Top', 'Bottom'] as const;
const known = choice(LINE_STYLES, 'Solid');
const optionalStyle = attribute<LineStyle | null>(Object.keys(LINE_STYLES).join(', '), null, known.read);
const optionalWidth = attribute<number | null>('pixels', null, (text) => measure(text, POINTS_PER_PIXEL));

/** Without prefix: `Border.Color` is `.Color`. */
export const BORDER_PARTS = {
  '.Lines': words(SIDES, { All: SIDES, None: [] }, 'None'),
  '.Color': color('Black'),
  '.Width': pixels(1),
  '.Style': known,
  '.LeftLine.Color': optionalColor,
  '.LeftLine.Width': optionalWidth,
  '.LeftLine.Style': optionalStyle,
  '.TopLine.Color': optionalColor,
  '.TopLine.Width': optionalWidth,
  '.TopLine.Style': optionalStyle,
  '.RightLine.Color': optionalColor,
  '.RightLine.Width': optionalWidth,
  '.RightLine.Style': optionalStyle,
  '.BottomLine.Color': optionalColor,
  '.BottomLine.Width': optionalWidth,
  '.BottomLine.Style': optionalStyle,
  '.Shadow': flag(false),
  '.ShadowColor': color('Black'),
  '.ShadowWidth': pixels(4),
  '.SimpleBorder': ignored,
  '.DashPattern': ignored,
} satisfies AttributeTable;

type BorderValues = Values<typeof BORDER_PARTS>;

/** Null: no line and no shadow. */
export function borderOf(read: BorderValues): Border | null {
  const lines = read['.Lines'];
  if (lines.size === 0 && !read['.Shadow']) return null;
  const side = (name: (typeof SIDES)[number]): BorderLine | null =>
    lines.has(name)
      ? {
          color: read[`.${name}Line.Color`] ?? read['.Color'],
          width: read[`.${name}Line.Width`] ?? read['.Width'],
          style: read[`.${name}Line.Style`] ?? read['.Style'],
        }
      : null;
  return {
    left: side('Left'),
    top: side('Top'),
    right: side('Right'),
    bottom: side('Bottom'),
    shadow: read['.Shadow'] ? { color: read['.ShadowColor'], width: read['.ShadowWidth'] } : null,
  };
}

/** The one line of a line or a shape, whether its sides are on or not. */
export function strokeOf(read: BorderValues): BorderLine {
  return { color: read['.Color'], width: read['.Width'], style: read['.Style'] };
}
