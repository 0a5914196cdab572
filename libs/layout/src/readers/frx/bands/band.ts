import type { XmlElement } from '@galley/template';
import type { Band, ChildBand } from '../../../model/bands.js';
import type { AttributeTable, Values } from '../attributes/attribute.js';
import type { FrxContext } from '../frx-context.js';
import { printedOf } from '../objects/component.js';
import { readObjects } from '../objects/objects.js';
import { BAND, CHILD_BAND } from './band-table.js';

/** Elements inside a band that are bands, or parts of it, and no objects. */
export const isObject = ({ name }: XmlElement): boolean => !name.endsWith('Band') && name !== 'Sort';

/** A band by a table that holds at least what every band has. */
export function readBand<T extends AttributeTable & typeof BAND>(
  element: XmlElement,
  table: T,
  context: FrxContext,
): { readonly band: Band; readonly read: Values<T> } {
  const styled = context.styles.applied(element);
  const read = context.read(styled, table);
  return { band: bandOf(styled, read, context), read };
}

/** A band that has nothing of its own. */
export function plainBand(element: XmlElement | undefined, context: FrxContext): Band | null {
  return element ? readBand(element, BAND, context).band : null;
}

function bandOf(element: XmlElement, read: Values<typeof BAND>, context: FrxContext): Band {
  const { formulas } = context;
  return {
    ...printedOf(element, read, context),
    height: Math.max(0, read.Height),
    objects: readObjects(element.children.filter(isObject), context),
    can_grow: read.CanGrow,
    can_shrink: read.CanShrink,
    can_break: read.CanBreak,
    start_new_page: read.StartNewPage,
    first_row_starts_new_page: read.FirstRowStartsNewPage,
    reset_page_number: read.ResetPageNumber,
    print_on_bottom: read.PrintOnBottom,
    repeat_on_every_page: read.RepeatOnEveryPage,
    keep_child: read.KeepChild,
    child: childOf(element, context),
    outline: formulas.textOf(read.OutlineExpression, `${element.name}.OutlineExpression`),
    bookmark: formulas.textOf(read.Bookmark, `${element.name}.Bookmark`),
  };
}

function childOf(element: XmlElement, context: FrxContext): ChildBand | null {
  const child = element.children.find(({ name }) => name === 'ChildBand');
  if (!child) return null;
  const { band, read } = readBand(child, CHILD_BAND, context);
  return {
    ...band,
    fill_unused_space: read.FillUnusedSpace,
    complete_to_rows: Math.min(10_000, Math.max(0, Math.trunc(read.CompleteToNRows))),
    print_if_data_empty: read.PrintIfDatabandEmpty,
  };
}
