import type { XmlElement } from '@galley/template';
import type { SubreportObject } from '../../../model/objects.js';
import type { AttributeTable } from '../attributes/attribute.js';
import { flag, name } from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';
import { COMPONENT, componentOf } from './component.js';

export const SUBREPORT = {
  ...COMPONENT,
  ReportPage: name,
  PrintOnParent: flag(false),
} satisfies AttributeTable;

/** Null: it names no page. */
export function readSubreport(element: XmlElement, context: FrxContext): SubreportObject | null {
  const read = context.read(element, SUBREPORT);
  if (read.ReportPage === null) return null;
  const base = componentOf(element, read, context);
  return { kind: 'subreport', ...base, page: read.ReportPage, print_on_parent: read.PrintOnParent };
}
