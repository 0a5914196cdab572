import { ELLIPSIS } from '../pdf/text/line-breaker.js';
import { MUTED } from './chart-colors.js';
import type { Area, ChartTypesetter } from './chart-text.js';
import type { ChartText } from './vectors.js';

/** Labels of categories along an axis, thinned, broken or turned until none meets another. */
export interface CategoryLabels {
  /** Points they take across the axis. */
  readonly room: number;
  /** The labels beside a plot that stands there. */
  place(plot: Area): ChartText[];
}

const DISTANCE = 4;
const LEAST_GAP = 5;
/** Narrower columns break no words. */
const BREAKABLE = 36;
/** From here on names are rather cut after three lines than turned. */
const COMFORTABLE = 56;
const MAX_LINES = 3;
const SLANT = -45;
const SLANTED = Math.SQRT1_2;

/** Below a plot of a width; `left` points of the chart are left of it, `most` may be taken below. */
export function labelsBelow(
  names: readonly string[],
  width: number,
  left: number,
  most: number,
  set: ChartTypesetter,
): CategoryLabels {
  const step = width / Math.max(1, names.length);
  const lines = level(names, step - LEAST_GAP, most, set);
  if (lines) return levelLabels(lines, 1, set);
  const slanted = Math.ceil(set.lineHeight / SLANTED / step);
  const widest = set.widest(names);
  const thinned = Math.ceil((widest + LEAST_GAP) / step);
  if (slanted > 1 && thinned <= slanted * 3 && names.length / thinned >= 3) {
    return levelLabels(
      names.map((name) => [name]),
      thinned,
      set,
    );
  }
  return slantedLabels(names, slanted, step, left, most, set);
}

/** Left of a plot of a height; `most` points may be taken. */
export function labelsBeside(
  names: readonly string[],
  height: number,
  most: number,
  set: ChartTypesetter,
): CategoryLabels {
  const step = height / Math.max(1, names.length);
  const every = Math.max(1, Math.ceil(set.lineHeight / step));
  const maxLines = Math.max(1, Math.min(2, Math.floor(step / set.lineHeight)));
  const lines = names.map((name) => set.break(name, most - DISTANCE, maxLines));
  const shown = lines.filter((_, at) => at % every === 0);
  return {
    room: Math.max(0, ...shown.map((each) => set.widest(each))) + DISTANCE,
    place: (plot) =>
      lines.flatMap((each, at) => {
        if (at % every !== 0) return [];
        const middle = plot.top + (at + 0.5) * step - ((each.length - 1) / 2) * set.lineHeight;
        return each.map((line, index) =>
          set.text(line, plot.left - DISTANCE, middle + index * set.lineHeight, {
            anchor: 'end',
            color: MUTED,
          }),
        );
      }),
  };
}

/** Every name in lines of at most `width`; null when the names are better turned. */
function level(
  names: readonly string[],
  width: number,
  most: number,
  set: ChartTypesetter,
): readonly (readonly string[])[] | null {
  const plain = names.map((name) => [set.fit(name, Infinity)]);
  if (set.widest(plain.flat()) <= width) return plain;
  if (width < BREAKABLE) return null;
  const maxLines = Math.min(MAX_LINES, Math.floor(most / set.lineHeight));
  if (maxLines < 2) return null;
  const broken = names.map((name) => set.break(name, width, maxLines));
  const isWhole = broken.every((lines, at) => joined(lines) === joined(plain[at] ?? []));
  const hasWords = broken.every((lines) => lines.length < 2 || lines.every((line) => line.length > 2));
  return width >= COMFORTABLE || (isWhole && hasWords) ? broken : null;
}

function levelLabels(
  lines: readonly (readonly string[])[],
  every: number,
  set: ChartTypesetter,
): CategoryLabels {
  const shown = lines.map((each, at) => (at % every === 0 ? each : []));
  const tallest = Math.max(1, ...shown.map((each) => each.length));
  return {
    room: tallest * set.lineHeight + DISTANCE,
    place: (plot) => {
      const step = plot.width / lines.length;
      const top = plot.top + plot.height + DISTANCE + set.lineHeight / 2;
      return shown.flatMap((each, at) =>
        each.map((line, index) =>
          set.text(line, plot.left + (at + 0.5) * step, top + index * set.lineHeight, { color: MUTED }),
        ),
      );
    },
  };
}

function slantedLabels(
  names: readonly string[],
  every: number,
  step: number,
  left: number,
  most: number,
  set: ChartTypesetter,
): CategoryLabels {
  const longest = (most - DISTANCE - set.lineHeight) / SLANTED;
  const shown = names.map((name, at) => {
    if (at % every !== 0) return null;
    const text = set.fit(name, Math.min(longest, (left + (at + 0.5) * step) / SLANTED - set.lineHeight / 2));
    return text === ELLIPSIS ? null : text;
  });
  const widest = set.widest(shown.flatMap((text) => text ?? []));
  return {
    room: widest * SLANTED + set.lineHeight * SLANTED + DISTANCE,
    place: (plot) =>
      shown.flatMap((text, at) => {
        if (text === null) return [];
        const x = plot.left + (at + 0.5) * step;
        const y = plot.top + plot.height + DISTANCE + set.size * 0.4;
        return [set.text(text, x, y, { anchor: 'end', angle: SLANT, color: MUTED })];
      }),
  };
}

function joined(lines: readonly string[]): string {
  return lines.join('').replaceAll(' ', '');
}
