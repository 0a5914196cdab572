import type { XmlElement } from '@galley/template';
import type { LayoutObject } from '../../../model/objects.js';
import type { AttributeTable } from '../attributes/attribute.js';
import type { FrxContext } from '../frx-context.js';
import { COMPONENT, componentOf } from './component.js';

export const CONTAINER = { ...COMPONENT } satisfies AttributeTable;

/** The frame of a container, and what stands in it, placed as if it stood in the band itself. */
export function readContainer(
  element: XmlElement,
  context: FrxContext,
  readObjects: (elements: readonly XmlElement[], context: FrxContext) => readonly LayoutObject[],
): readonly LayoutObject[] {
  const base = componentOf(element, context.read(element, CONTAINER), context);
  const frame: LayoutObject = {
    kind: 'shape',
    ...base,
    shape: 'rectangle',
    curve: 0,
    points: [],
    stroke: base.box.border?.top ?? {
      color: { red: 0, green: 0, blue: 0, alpha: 0 },
      width: 0,
      style: 'solid',
    },
  };
  const inside = readObjects(element.children, context).map((one) => ({
    ...one,
    left: one.left + base.left,
    top: one.top + base.top,
    visible: one.visible ?? base.visible,
  }));
  return [frame, ...inside];
}
