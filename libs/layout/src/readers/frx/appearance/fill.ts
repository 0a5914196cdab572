import type { Fill } from '../../../model/appearance.js';
import type { AttributeTable, Values } from '../attributes/attribute.js';
import { choice, flag, number } from '../attributes/kinds.js';
import { ignored, unsupported } from '../attributes/attribute.js';
import { color } from './color.js';

/** Without prefix: `Fill.Color` is `.Color`. `Fill` itself names the kind. */
const parts = (standard: string) =>
  ({
    '': choice(
      {
        Solid: 'solid',
        LinearGradient: 'linear',
        Glass: 'glass',
        PathGradient: 'path',
        Hatch: 'hatch',
        Texture: 'texture',
      },
      'Solid',
    ),
    '.Color': color(standard),
    '.StartColor': color('Black'),
    '.EndColor': color('White'),
    '.Angle': number(0),
    '.Focus': number(1),
    '.Contrast': ignored,
    '.Blend': number(0.2),
    '.Hatch': flag(true),
    '.CenterColor': color('Black'),
    '.EdgeColor': color('White'),
    '.ForeColor': color('Black'),
    '.BackColor': color('White'),
    '.Style': unsupported('a hatch is one colour between its two, a path gradient an ellipse'),
    '.ImageData': unsupported('a texture is not drawn'),
    '.ImageWidth': ignored,
    '.ImageHeight': ignored,
    '.PreserveAspectRatio': ignored,
    '.WrapMode': ignored,
    '.ImageOffsetX': ignored,
    '.ImageOffsetY': ignored,
  }) satisfies AttributeTable;

export const FILL_PARTS = parts('Transparent');
export const TEXT_FILL_PARTS = parts('Black');

/** Null: nothing is filled. */
export function fillOf(read: Values<typeof FILL_PARTS>): Fill | null {
  switch (read['']) {
    case 'solid':
      return read['.Color'].alpha === 0 ? null : { kind: 'solid', color: read['.Color'] };
    case 'linear':
      return {
        kind: 'linear',
        start: read['.StartColor'],
        end: read['.EndColor'],
        angle: read['.Angle'],
        focus: fraction(read['.Focus']),
      };
    case 'glass':
      return {
        kind: 'glass',
        color: read['.Color'],
        blend: fraction(read['.Blend']),
        hatch: read['.Hatch'],
      };
    case 'path':
      return { kind: 'path', center: read['.CenterColor'], edge: read['.EdgeColor'] };
    case 'hatch':
      return { kind: 'solid', color: between(read['.ForeColor'], read['.BackColor']) };
    default:
      return null;
  }
}

function fraction(value: number): number {
  return Math.min(1, Math.max(0, value));
}

type ColorOf = Values<typeof FILL_PARTS>['.Color'];

function between(one: ColorOf, other: ColorOf): ColorOf {
  return {
    red: (one.red + other.red) / 2,
    green: (one.green + other.green) / 2,
    blue: (one.blue + other.blue) / 2,
    alpha: Math.max(one.alpha, other.alpha),
  };
}
