import type { XmlElement } from '@galley/template';
import type { Highlight } from '../../../model/objects.js';
import { BORDER_PARTS, borderOf } from '../appearance/border.js';
import { FILL_PARTS, fillOf, TEXT_FILL_PARTS } from '../appearance/fill.js';
import { color } from '../appearance/color.js';
import { font } from '../appearance/font.js';
import { partOf, prefixed, type AttributeTable } from '../attributes/attribute.js';
import { flag, formula } from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';

/** `<Highlight><Condition …/></Highlight>` of a text. */
export const CONDITION = {
  Expression: formula,
  ...prefixed('Fill', FILL_PARTS),
  ...prefixed('TextFill', { ...TEXT_FILL_PARTS, '.Color': color('Red') }),
  ...prefixed('Border', BORDER_PARTS),
  Font: font('Arial, 10pt'),
  ApplyFill: flag(false),
  ApplyTextFill: flag(true),
  ApplyBorder: flag(false),
  ApplyFont: flag(false),
  Visible: flag(true),
} satisfies AttributeTable;

export function highlightsOf(element: XmlElement, context: FrxContext): readonly Highlight[] {
  const listed = element.children
    .filter(({ name }) => name === 'Highlight')
    .flatMap(({ children }) => children);
  return listed.flatMap((one) => {
    const read = context.read(one, CONDITION);
    const when = context.formulas.expression(read.Expression, 'Condition.Expression');
    if (!when) return [];
    return {
      when,
      fill: read.ApplyFill ? fillOf(partOf(read, 'Fill', FILL_PARTS)) : null,
      text_fill: read.ApplyTextFill ? fillOf(partOf(read, 'TextFill', TEXT_FILL_PARTS)) : null,
      font: read.ApplyFont ? read.Font : null,
      border: read.ApplyBorder ? borderOf(partOf(read, 'Border', BORDER_PARTS)) : null,
      visible: read.Visible,
    };
  });
}
