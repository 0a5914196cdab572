import type { XmlElement } from '@galley/template';
import type { CheckBoxObject } from '../../../model/objects.js';
import { color } from '../appearance/color.js';
import { ignored, type AttributeTable } from '../attributes/attribute.js';
import { choice, flag, formula } from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';
import { COMPONENT, componentOf } from './component.js';
import { columnFormula } from './column-formula.js';

export const CHECK_BOX = {
  ...COMPONENT,
  Checked: flag(true),
  DataColumn: formula,
  Expression: formula,
  CheckedSymbol: choice({ Check: 'check', Cross: 'cross', Plus: 'plus', Fill: 'fill' }, 'Check'),
  UncheckedSymbol: choice(
    { None: 'none', Cross: 'cross', Minus: 'minus', Slash: 'slash', BackSlash: 'back_slash' },
    'None',
  ),
  CheckColor: color('Black'),
  CheckWidthRatio: ignored,
  HideIfUnchecked: flag(false),
  Editable: ignored,
} satisfies AttributeTable;

export function readCheckBox(element: XmlElement, context: FrxContext): CheckBoxObject {
  const read = context.read(element, CHECK_BOX);
  return {
    kind: 'checkbox',
    ...componentOf(element, read, context),
    value: context.formulas.expression(
      columnFormula(read.DataColumn) ?? read.Expression,
      'CheckBoxObject.Expression',
    ),
    checked: read.Checked,
    checked_symbol: read.CheckedSymbol,
    unchecked_symbol: read.UncheckedSymbol,
    color: read.CheckColor,
    hide_if_unchecked: read.HideIfUnchecked,
  };
}
