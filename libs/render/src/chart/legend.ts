import type { ChartDesign, Color } from '@galley/layout';
import { MUTED } from './chart-colors.js';
import type { Area, ChartTypesetter } from './chart-text.js';
import type { ChartPath, ChartText } from './vectors.js';

export interface LegendEntry {
  readonly name: string;
  readonly color: Color;
}

export interface Legend {
  readonly paths: readonly ChartPath[];
  readonly texts: readonly ChartText[];
  /** What is left of the chart. */
  readonly rest: Area;
}

/** Side of an entry's square, in font sizes. */
const SQUARE = 0.8;
const GAP = 6;
/** Parts of the chart that a legend may take. */
const MAX_WIDTH = 0.32;
const MAX_HEIGHT = 0.3;
const MAX_ROWS = 4;

/** Sets a legend at a side of an area. What has no room is counted: `+12`. */
export function setLegend(
  entries: readonly LegendEntry[],
  position: ChartDesign['legend'],
  area: Area,
  set: ChartTypesetter,
): Legend {
  if (position === 'none' || entries.length === 0) return { paths: [], texts: [], rest: area };
  const isBeside = position === 'left' || position === 'right';
  return isBeside ? setBeside(entries, position, area, set) : setAcross(entries, position, area, set);
}

function setBeside(
  entries: readonly LegendEntry[],
  position: 'left' | 'right',
  area: Area,
  set: ChartTypesetter,
): Legend {
  const mark = set.size * (SQUARE + 0.5);
  const rows = Math.max(1, Math.floor(area.height / set.lineHeight));
  const shown = entries.length <= rows ? entries : entries.slice(0, rows - 1);
  const room = area.width * MAX_WIDTH - mark - GAP;
  const names = shown.map(({ name }) => set.fit(name, room));
  const width = mark + set.widest(names) + GAP;
  const left = position === 'left' ? area.left : area.left + area.width - width + GAP;
  const total = Math.min(entries.length, rows) * set.lineHeight;
  const top = area.top + Math.max(0, (area.height - total) / 2);
  const parts = shown.map(({ color }, at) =>
    entry(names[at] ?? '', color, left, top + (at + 0.5) * set.lineHeight, set),
  );
  const more = entries.length - shown.length;
  return {
    paths: parts.map(({ path }) => path),
    texts: [
      ...parts.map(({ text }) => text),
      ...(more > 0 ? [count(more, left + mark, top + (rows - 0.5) * set.lineHeight, set)] : []),
    ],
    rest: { ...area, left: position === 'left' ? area.left + width : area.left, width: area.width - width },
  };
}

function setAcross(
  entries: readonly LegendEntry[],
  position: 'top' | 'bottom',
  area: Area,
  set: ChartTypesetter,
): Legend {
  const mark = set.size * (SQUARE + 0.5);
  const most = Math.max(1, Math.min(MAX_ROWS, Math.floor((area.height * MAX_HEIGHT) / set.lineHeight)));
  const gap = set.size * 1.4;
  const sized = entries.map(({ name, color }) => {
    const text = set.fit(name, Math.min(area.width - mark - set.size * 3, area.width * 0.5));
    return { text, color, width: mark + set.width(text) };
  });
  const reserve = set.size * 3;
  const rows = flow(sized, area.width, gap, most, reserve);
  const more = entries.length - rows.flat().length;
  const height = rows.length * set.lineHeight;
  const top = position === 'top' ? area.top : area.top + area.height - height;
  const placed = rows.flatMap((row, index) => {
    const counted = more > 0 && index === rows.length - 1 ? reserve : 0;
    const width = row.reduce((sum, one) => sum + one.width + gap, counted - gap);
    let x = area.left + Math.max(0, (area.width - width) / 2);
    return row.map((one) => {
      const part = entry(one.text, one.color, x, top + (index + 0.5) * set.lineHeight, set);
      x += one.width + gap;
      return { ...part, end: x };
    });
  });
  const last = placed.at(-1);
  return {
    paths: placed.map(({ path }) => path),
    texts: [
      ...placed.map(({ text }) => text),
      ...(more > 0 && last ? [count(more, last.end, top + (rows.length - 0.5) * set.lineHeight, set)] : []),
    ],
    rest: {
      ...area,
      top: position === 'top' ? area.top + height + GAP : area.top,
      height: area.height - height - GAP,
    },
  };
}

/** Rows as full as they may be; the last one keeps room for the number of entries that are left out. */
function flow<Sized extends { readonly width: number }>(
  entries: readonly Sized[],
  width: number,
  gap: number,
  most: number,
  reserve: number,
): Sized[][] {
  const rows: Sized[][] = [[]];
  let used = 0;
  for (const one of entries) {
    const isLast = rows.length === most;
    const row = rows.at(-1) ?? [];
    const fits = row.length === 0 || used + one.width <= width - (isLast ? reserve : 0);
    if (!fits && isLast) return rows;
    if (fits) row.push(one);
    else rows.push([one]);
    used = (fits ? used : 0) + one.width + gap;
  }
  return rows;
}

function entry(
  name: string,
  color: Color,
  x: number,
  y: number,
  set: ChartTypesetter,
): { path: ChartPath; text: ChartText } {
  const side = set.size * SQUARE;
  const [top, bottom] = [y - side / 2, y + side / 2];
  return {
    path: {
      steps: [['M', x, top], ['L', x + side, top], ['L', x + side, bottom], ['L', x, bottom], ['Z']],
      fill: color,
      stroke: null,
    },
    text: set.text(name, x + set.size * (SQUARE + 0.5), y, { anchor: 'start' }),
  };
}

function count(more: number, x: number, y: number, set: ChartTypesetter): ChartText {
  return set.text(`+${more}`, x, y, { anchor: 'start', color: MUTED });
}
