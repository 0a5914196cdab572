import { CELL_PADDING } from '../table-layout.js';
import type { ColumnNeeds } from './column-needs.js';

/** How wide a table may grow beyond what its columns ask for; wider, and the eye loses the row. */
const MAX_STRETCH = 1.6;

/** Points that columns ask for at a font size. */
export function pointsOf(needs: readonly ColumnNeeds[], size: number, of: 'natural' | 'least'): number {
  return needs.reduce((sum, need) => sum + columnPoints(need, size, of), 0);
}

export function columnPoints(need: ColumnNeeds, size: number, of: 'natural' | 'least'): number {
  return (need[of] * size) / 1000 + 2 * CELL_PADDING;
}

/**
 * Widths of columns that share `room` points: natural where it is enough, the rest spread over all; when short,
 * columns give way between natural and least in equal parts.
 */
export function fitWidths(needs: readonly ColumnNeeds[], size: number, room: number): number[] {
  const natural = pointsOf(needs, size, 'natural');
  if (natural <= room) {
    const stretch = Math.min(room / natural, MAX_STRETCH);
    return needs.map((need) => columnPoints(need, size, 'natural') * stretch);
  }
  const least = pointsOf(needs, size, 'least');
  const share = natural > least ? Math.max(0, (room - least) / (natural - least)) : 0;
  return needs.map((need) => {
    const low = columnPoints(need, size, 'least');
    return low + (columnPoints(need, size, 'natural') - low) * share;
  });
}

/** How much of the wish beyond the least a room grants, 0 to 1; negative when not even the least fits. */
export function comfort(needs: readonly ColumnNeeds[], size: number, room: number): number {
  const natural = pointsOf(needs, size, 'natural');
  const least = pointsOf(needs, size, 'least');
  if (natural <= room) return 1;
  return least > room ? -1 : (room - least) / (natural - least);
}
