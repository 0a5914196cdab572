import type { XmlElement } from '@galley/template';
import type { ZipCodeObject } from '../../../model/objects.js';
import { ignored, type AttributeTable } from '../attributes/attribute.js';
import { formula, number, text } from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';
import { columnFormula } from './column-formula.js';
import { COMPONENT, componentOf } from './component.js';

export const ZIP_CODE = {
  ...COMPONENT,
  Text: text('123456'),
  DataColumn: formula,
  Expression: formula,
  SegmentCount: number(6),
  SegmentWidth: ignored,
  SegmentHeight: ignored,
  Spacing: ignored,
  ShowMarkers: ignored,
  ShowGrid: ignored,
} satisfies AttributeTable;

export function readZipCode(element: XmlElement, context: FrxContext): ZipCodeObject {
  const read = context.read(element, ZIP_CODE);
  const { formulas } = context;
  return {
    kind: 'zipcode',
    ...componentOf(element, read, context),
    text:
      formulas.textOf(columnFormula(read.DataColumn) ?? read.Expression, 'ZipCodeObject.Expression') ??
      formulas.text(read.Text, 'ZipCodeObject.Text'),
    segments: Math.min(20, Math.max(1, Math.trunc(read.SegmentCount))),
  };
}
