import type { LayoutObject, TableCell } from '../../model/objects.js';
import { MAX_BAND_DEPTH } from './bands-of.js';

/** Objects with those that stand in the cells of tables and matrices. */
export function* objectsOf(objects: readonly LayoutObject[], depth = 0): Generator<LayoutObject> {
  if (depth > MAX_BAND_DEPTH) return;
  for (const object of objects) {
    yield object;
    const rows =
      object.kind === 'table' ? object.rows : object.kind === 'matrix' ? object.design.grid.rows : [];
    for (const row of rows) yield* cellObjects(row.cells, depth + 1);
  }
}

function* cellObjects(cells: readonly TableCell[], depth: number): Generator<LayoutObject> {
  for (const cell of cells) {
    yield cell.text;
    yield* objectsOf(cell.objects, depth);
  }
}
