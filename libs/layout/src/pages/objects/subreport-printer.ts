import type { SubreportObject } from '../../model/objects.js';
import { type ObjectPrinter, ownFrame } from './object-printer.js';

/** A subreport inside its parent: its bands one below the other in the object's frame, which grows with them. */
export function subreportPrinter(object: SubreportObject): ObjectPrinter {
  return (run) => {
    const inside = run.printInside(object.page, object.width);
    const frame = ownFrame(object);
    frame.height = inside.height;
    return { object, frame, items: inside.items, inside };
  };
}
