import type { ZipCodeObject } from '../../model/objects.js';
import type { PlacedItem } from '../placed.js';
import { BLACK } from './colors.js';
import { dresser, linkOf, type ObjectPrinter, type ObjectSetting, ownFrame } from './object-printer.js';

type Stroke = readonly [fromX: number, fromY: number, toX: number, toY: number];

/** Strokes in a cell one wide and two high. */
const TOP: Stroke = [0, 0, 1, 0];
const UPPER_LEFT: Stroke = [0, 0, 0, 1];
const UPPER_RIGHT: Stroke = [1, 0, 1, 1];
const MIDDLE: Stroke = [0, 1, 1, 1];
const LOWER_LEFT: Stroke = [0, 1, 0, 2];
const LOWER_RIGHT: Stroke = [1, 1, 1, 2];
const BOTTOM: Stroke = [0, 2, 1, 2];
const UPPER_SLASH: Stroke = [0, 1, 1, 0];
const LOWER_SLASH: Stroke = [0, 2, 1, 1];
const RISING = [
  [0, 1],
  [1, 0],
] as const;

/** The digits of postal sorting machines (GOST R 51506-99), from 0 to 9. */
const DIGITS: readonly (readonly Stroke[])[] = [
  [TOP, UPPER_LEFT, UPPER_RIGHT, LOWER_LEFT, LOWER_RIGHT, BOTTOM],
  [UPPER_SLASH, UPPER_RIGHT, LOWER_RIGHT],
  [TOP, UPPER_RIGHT, LOWER_SLASH, BOTTOM],
  [TOP, UPPER_SLASH, MIDDLE, LOWER_SLASH],
  [UPPER_LEFT, MIDDLE, UPPER_RIGHT, LOWER_RIGHT],
  [TOP, UPPER_LEFT, MIDDLE, LOWER_RIGHT, BOTTOM],
  [UPPER_SLASH, MIDDLE, LOWER_LEFT, LOWER_RIGHT, BOTTOM],
  [TOP, UPPER_SLASH, LOWER_LEFT],
  [TOP, UPPER_LEFT, UPPER_RIGHT, MIDDLE, LOWER_LEFT, LOWER_RIGHT, BOTTOM],
  [TOP, UPPER_LEFT, UPPER_RIGHT, MIDDLE, LOWER_SLASH],
];

const STROKE = { color: BLACK, width: 1.5, style: 'solid' } as const;
/** Parts of a cell's width that its digit takes. */
const DIGIT_WIDTH = 0.6;

/** Draws the figures of a zip code as strokes; what is no figure leaves its cell empty. */
export function zipCodePrinter(object: ZipCodeObject, setting: ObjectSetting): ObjectPrinter {
  const dressOf = dresser(setting, object);
  const cells = Math.min(Math.max(object.segments, 1), 12);
  return (run, turn) => {
    const text = object.text.evaluate(run.scope, run.write);
    const dress = dressOf(run, turn, text);
    if (!dress) return null;
    const frame = ownFrame(object);
    const box = { x: 0, y: 0, width: frame.width, height: frame.height };
    const items: PlacedItem[] = [{ kind: 'box', frame: box, box: dress.box, link: linkOf(run, object) }];
    [...text].slice(0, cells).forEach((digit, cell) => {
      for (const stroke of /^\d$/.test(digit) ? (DIGITS[Number(digit)] ?? []) : []) {
        items.push(strokeItem(stroke, (frame.width / cells) * cell, frame.width / cells, frame.height));
      }
    });
    return { object, frame, items };
  };
}

/** Slashes rise to the right: polygons of two corners, as a diagonal line falls. */
function strokeItem(
  [fromX, fromY, toX, toY]: Stroke,
  left: number,
  cell: number,
  height: number,
): PlacedItem {
  const width = cell * DIGIT_WIDTH;
  const base = {
    frame: {
      x: left + fromX * width,
      y: (Math.min(fromY, toY) * height) / 2,
      width: (toX - fromX) * width,
      height: (Math.abs(toY - fromY) * height) / 2,
    },
    box: { fill: null, border: null },
    link: null,
    stroke: STROKE,
  };
  return toY < fromY
    ? { kind: 'shape', ...base, shape: 'polygon', curve: 0, points: RISING }
    : { kind: 'line', ...base, diagonal: false, start_cap: 'none', end_cap: 'none' };
}
