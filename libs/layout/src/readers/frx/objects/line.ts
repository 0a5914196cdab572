import type { XmlElement } from '@galley/template';
import type { LineObject } from '../../../model/objects.js';
import { BORDER_PARTS, strokeOf } from '../appearance/border.js';
import { ignored, partOf, unsupported, type AttributeTable } from '../attributes/attribute.js';
import { choice, flag } from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';
import { COMPONENT, componentOf } from './component.js';

const cap = choice(
  { None: 'none', Arrow: 'arrow', Circle: 'circle', Square: 'square', Diamond: 'diamond' },
  'None',
);

export const LINE = {
  ...COMPONENT,
  Diagonal: flag(false),
  'StartCap.Style': cap,
  'StartCap.Width': ignored,
  'StartCap.Height': ignored,
  'EndCap.Style': cap,
  'EndCap.Width': ignored,
  'EndCap.Height': ignored,
  DashPattern: unsupported('dashes as of Border.Style'),
} satisfies AttributeTable;

/** A line whose width or height is negative runs from right to left, or upwards. */
export function readLine(element: XmlElement, context: FrxContext): LineObject {
  const read = context.read(element, LINE);
  const base = componentOf(element, read, context);
  const isLevel = Math.abs(base.width) >= Math.abs(base.height);
  const straight = { width: isLevel ? base.width : 0, height: isLevel ? 0 : base.height };
  return {
    kind: 'line',
    ...base,
    ...(read.Diagonal ? {} : straight),
    box: { fill: null, border: null },
    diagonal: read.Diagonal,
    stroke: strokeOf(partOf(read, 'Border', BORDER_PARTS)),
    start_cap: read['StartCap.Style'],
    end_cap: read['EndCap.Style'],
  };
}
