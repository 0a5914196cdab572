import type { HorizontalAlign, Padding, TextLook, VerticalAlign } from '../../../model/index.js';
import { font } from '../appearance/font.js';
import { fillOf, TEXT_FILL_PARTS } from '../appearance/fill.js';
import { attribute, partOf, prefixed, type AttributeTable, type Values } from '../attributes/attribute.js';
import { choice, decimal, flag, number, pixels, POINTS_PER_PIXEL } from '../attributes/kinds.js';
import { BLACK } from '../appearance/color.js';

export const HORIZONTAL = choice<HorizontalAlign>(
  { Left: 'left', Center: 'center', Right: 'right', Justify: 'justify' },
  'Left',
);
export const VERTICAL = choice<VerticalAlign>({ Top: 'top', Center: 'center', Bottom: 'bottom' }, 'Top');

const padding = (fallback: string) => {
  const read = (written: string): Padding | undefined => {
    const [left, top, right, bottom, ...more] = written.split(',').map((part) => decimal(part));
    if (
      left === undefined ||
      top === undefined ||
      right === undefined ||
      bottom === undefined ||
      more.length
    ) {
      return undefined;
    }
    const [a, b, c, d] = [left, top, right, bottom].map((pixels) => pixels * POINTS_PER_PIXEL);
    return { left: a ?? 0, top: b ?? 0, right: c ?? 0, bottom: d ?? 0 };
  };
  return attribute(`left, top, right, bottom in pixels (${fallback})`, read(fallback) ?? NONE, read);
};

const NONE: Padding = { left: 0, top: 0, right: 0, bottom: 0 };

/** How the letters of a text stand. */
export const TEXT_LOOK = {
  Font: font('Arial, 10pt'),
  ...prefixed('TextFill', TEXT_FILL_PARTS),
  HorzAlign: HORIZONTAL,
  VertAlign: VERTICAL,
  Padding: padding('2, 0, 2, 0'),
  Angle: number(0),
  WordWrap: flag(true),
  RightToLeft: flag(false),
  LineHeight: pixels(0),
  Underlines: flag(false),
  AutoShrink: choice({ None: false, FontSize: true, FontWidth: true, FitText: true }, 'None'),
} satisfies AttributeTable;

/** Height of a line in a common font, as a multiple of its size. */
const COMMON_LINE = 1.2;

export function lookOf(read: Values<typeof TEXT_LOOK>): TextLook {
  return {
    font: read.Font,
    text_fill: fillOf(partOf(read, 'TextFill', TEXT_FILL_PARTS)) ?? { kind: 'solid', color: BLACK },
    align: read.HorzAlign,
    vertical: read.VertAlign,
    padding: read.Padding,
    angle: ((read.Angle % 360) + 360) % 360,
    wrap: read.WordWrap,
    direction: read.RightToLeft ? 'rtl' : 'auto',
    line_spacing: read.LineHeight > 0 ? read.LineHeight / (read.Font.size * COMMON_LINE) : 1,
    underlines: read.Underlines,
    auto_shrink: read.AutoShrink,
  };
}
