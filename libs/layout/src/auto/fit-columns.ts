import { CELL_PADDING } from '../table-layout.js';
import type { ColumnNeeds } from './column-needs.js';

/** How wide a table may grow beyond what its columns ask for; wider, and the eye loses the row. */
const MAX_STRETCH = 1.6;

type Width = 'natural' | 'values' | 'least';

/** Points that columns ask for at a font size. */
export function pointsOf(needs: readonly ColumnNeeds[], size: number, of: Width): number {
  return needs.reduce((sum, need) => sum + columnPoints(need, size, of), 0);
}

export function columnPoints(need: ColumnNeeds, size: number, of: Width): number {
  return need.fixed ?? (need[of] * size) / 1000 + 2 * CELL_PADDING;
}

/**
 * Widths of columns that share `room` points: natural where it is enough, the rest spread over all; when short,
 * between least and natural.
 */
export function fitWidths(needs: readonly ColumnNeeds[], size: number, room: number): number[] {
  const natural = pointsOf(needs, size, 'natural');
  if (natural <= room) {
    const fixed = needs.reduce((sum, need) => sum + (need.fixed ?? 0), 0);
    const stretch = Math.min((room - fixed) / (natural - fixed || 1), MAX_STRETCH);
    return needs.map((need) => need.fixed ?? columnPoints(need, size, 'natural') * stretch);
  }
  return shortWidths(needs, size, room);
}

/** Modest wishes first: a column that lacks little gets it, and the longest texts wrap. Labels come after all values. */
function shortWidths(needs: readonly ColumnNeeds[], size: number, room: number): number[] {
  const widths = needs.map((need) => columnPoints(need, size, 'least'));
  let extra = Math.max(0, room - pointsOf(needs, size, 'least'));
  for (const wanted of ['values', 'natural'] as const) {
    const wishes = needs.map((need, at) => Math.max(0, columnPoints(need, size, wanted) - (widths[at] ?? 0)));
    const byWish = wishes.map((_, at) => at).sort((a, b) => (wishes[a] ?? 0) - (wishes[b] ?? 0));
    byWish.forEach((at, rank) => {
      const granted = Math.min(wishes[at] ?? 0, extra / (byWish.length - rank));
      widths[at] = (widths[at] ?? 0) + granted;
      extra -= granted;
    });
  }
  return widths;
}

/** How much of the wish beyond the least a room grants, 0 to 1; negative when not even the least fits. */
export function comfort(needs: readonly ColumnNeeds[], size: number, room: number): number {
  const natural = pointsOf(needs, size, 'natural');
  const least = pointsOf(needs, size, 'least');
  if (natural <= room) return 1;
  return least > room ? -1 : (room - least) / (natural - least);
}
