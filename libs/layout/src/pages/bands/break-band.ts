import type { Typesetter } from '../device.js';
import type { PlacedItem, PlacedText } from '../placed.js';
import { type BandItem, type BuiltBand, Deferred, frameOf, Mergeable } from './band-items.js';

/** The two parts of an item that a page border crosses; `grown` = by how much what is below moves down. */
interface Parted {
  readonly head: BandItem | null;
  readonly rest: BandItem;
  readonly grown: number;
}

/**
 * Breaks a band so that its first part is `room` points high. Texts break between lines, boxes and upright lines are cut,
 * the rest moves on whole. Null when nothing but boxes would stay behind.
 */
export function breakBand(
  built: BuiltBand,
  room: number,
  typesetter: Typesetter,
  isWhole: (item: PlacedItem) => boolean,
): readonly [head: BuiltBand, rest: BuiltBand] | null {
  if (room <= 0) return null;
  const head: BandItem[] = [];
  const crossing: Parted[] = [];
  const below: BandItem[] = [];
  for (const item of built.items) {
    const frame = frameOf(item);
    if (frame.y + frame.height <= room + 0.01) head.push(item);
    else if (frame.y >= room) below.push(item);
    else crossing.push(partItem(item, room, typesetter, isWhole));
  }
  const stays = [...head, ...crossing.flatMap((parted) => parted.head ?? [])];
  if (!stays.some((item) => item instanceof Deferred || item instanceof Mergeable || item.kind !== 'box')) {
    return null;
  }
  const grown = crossing.reduce((most, parted) => Math.max(most, parted.grown), 0);
  for (const item of below) frameOf(item).y += grown - room;
  const height = Math.max(0, built.height - room) + grown;
  const rest = [...crossing.map((parted) => parted.rest), ...below];
  for (const { rest: one } of crossing) {
    if (!(one instanceof Deferred) && !(one instanceof Mergeable) && one.kind === 'box') {
      frameOf(one).height += grown;
    }
  }
  return [
    { ...built, height: room, items: stays },
    { ...built, height, items: rest, marks: [], contributions: [] },
  ];
}

function partItem(
  item: BandItem,
  room: number,
  typesetter: Typesetter,
  isWhole: (item: PlacedItem) => boolean,
): Parted {
  if (item instanceof Deferred || item instanceof Mergeable) return movedOn(item, room);
  if (item.kind === 'text') return isWhole(item) ? movedOn(item, room) : partText(item, room, typesetter);
  const { frame } = item;
  const isCut = item.kind === 'box' || (item.kind === 'line' && frame.width === 0);
  if (!isCut) return movedOn(item, room);
  const staying = room - frame.y;
  return {
    head: { ...item, frame: { ...frame, height: staying } },
    rest: { ...item, frame: { ...frame, y: 0, height: frame.height - staying } },
    grown: 0,
  };
}

function partText(item: PlacedText, room: number, typesetter: Typesetter): Parted {
  const { frame } = item;
  const staying = room - frame.y;
  const parts = typesetter.split(item, frame.width, staying);
  if (!parts) return movedOn(item, room);
  const [head, text] = parts;
  if (text.length >= item.text.length) return movedOn(item, room);
  const left = frame.height - staying;
  const rest = { ...item, text, frame: { ...frame, y: 0, height: left } };
  const needed = Math.max(left, text === '' ? 0 : typesetter.height(rest, frame.width));
  rest.frame.height = needed;
  return {
    head: { ...item, text: head, frame: { ...frame, height: staying } },
    rest,
    grown: needed - left,
  };
}

function movedOn(item: BandItem, room: number): Parted {
  const frame = frameOf(item);
  const grown = room - frame.y;
  frame.y = 0;
  return { head: null, rest: item, grown };
}
