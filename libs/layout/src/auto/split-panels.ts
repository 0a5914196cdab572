import type { ColumnNeeds } from './column-needs.js';
import { columnPoints } from './fit-columns.js';

/** A repeated first column may take this share of a page at most; a wider one is not repeated. */
const MAX_KEY_SHARE = 0.3;

/** Points a column takes on a split page: text columns wrap rather than force one more page. */
export function panelPoints(need: ColumnNeeds, size: number): number {
  const least = columnPoints(need, size, 'least');
  return least + (columnPoints(need, size, 'natural') - least) / 2;
}

/**
 * Splits columns over pages side by side, about equally full, the first column repeated as the key of each row.
 * Returns positions in `needs`.
 */
export function splitPanels(needs: readonly ColumnNeeds[], size: number, room: number): number[][] {
  const points = needs.map((need) => panelPoints(need, size));
  const key = points[0] ?? 0;
  const repeats = needs.length > 1 && key <= room * MAX_KEY_SHARE;
  const first = repeats ? 1 : 0;
  const space = repeats ? room - key : room;
  const total = points.slice(first).reduce((sum, width) => sum + width, 0);
  const target = total / Math.ceil(total / space);
  const panels: number[][] = [];
  let panel: number[] = [];
  let used = 0;
  for (let at = first; at < points.length; at++) {
    const width = points[at] ?? 0;
    if (panel.length > 0 && (used + width > space || used + width / 2 > target)) {
      panels.push(panel);
      panel = [];
      used = 0;
    }
    panel.push(at);
    used += width;
  }
  panels.push(panel);
  return repeats ? panels.map((columns) => [0, ...columns]) : panels;
}
