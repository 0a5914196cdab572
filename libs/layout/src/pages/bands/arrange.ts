import type { Band } from '../../model/bands.js';
import type { Part } from '../objects/object-printer.js';

/** Beyond this many objects in a band, `when_overlapped` is read as `always`: every pair would be looked at. */
const MAX_PAIRED = 500;

/** Moves, grows and docks the parts of a band whose height may change; returns that height. */
export function arrange(band: Band, parts: readonly Part[], width: number): number {
  if (band.can_grow || band.can_shrink) shift(parts);
  const height = heightOf(band, parts);
  follow(parts, height, height - band.height);
  dock(parts, width, height);
  return height;
}

/** What stands below an object that grew moves down with it; below several, by the largest growth. */
function shift(parts: readonly Part[]): void {
  // What a subreport prints on its parent makes the band higher and leaves its neighbours where they are.
  const growth = parts.map(({ object, frame, inside }) => (inside ? 0 : frame.height - object.height));
  if (growth.every((one) => one === 0)) return;
  const byTop = [...parts.keys()].sort((a, b) => top(parts, a) - top(parts, b));
  const byBottom = [...parts.keys()].sort((a, b) => bottom(parts, a) - bottom(parts, b));
  const moved = new Map<number, number>();
  let above = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const at of byTop) {
    for (let next = byBottom[above]; next !== undefined; next = byBottom[above]) {
      if (bottom(parts, next) > top(parts, at) + 0.01 || next === at) break;
      most = Math.max(most, (growth[next] ?? 0) + (moved.get(next) ?? 0));
      above += 1;
    }
    const part = parts[at];
    if (!part || part.object.shift === 'never' || most === Number.NEGATIVE_INFINITY) continue;
    const isPaired = part.object.shift === 'when_overlapped' && parts.length <= MAX_PAIRED;
    const by = isPaired ? overlappedGrowth(parts, at, growth, moved) : most;
    moved.set(at, by);
    part.frame.y += by;
  }
}

function overlappedGrowth(
  parts: readonly Part[],
  below: number,
  growth: readonly number[],
  moved: ReadonlyMap<number, number>,
): number {
  const object = parts[below]?.object;
  let most = Number.NEGATIVE_INFINITY;
  parts.forEach((part, at) => {
    if (!object || at === below || bottom(parts, at) > object.top + 0.01) return;
    const { left, width } = part.object;
    if (left >= object.left + object.width || left + width <= object.left) return;
    most = Math.max(most, (growth[at] ?? 0) + (moved.get(at) ?? 0));
  });
  return most === Number.NEGATIVE_INFINITY ? 0 : most;
}

function top(parts: readonly Part[], at: number): number {
  return parts[at]?.object.top ?? 0;
}

function bottom(parts: readonly Part[], at: number): number {
  const object = parts[at]?.object;
  return object ? object.top + object.height : 0;
}

function heightOf(band: Band, parts: readonly Part[]): number {
  const deciding = parts.filter(({ object }) => !followsBand(object));
  if (deciding.length === 0) return band.height;
  const needed = deciding.reduce((most, { frame }) => Math.max(most, frame.y + frame.height), 0);
  return needed > band.height
    ? band.can_grow
      ? needed
      : band.height
    : band.can_shrink
      ? needed
      : band.height;
}

/** Objects that take their size or place from the band, not the other way round; what grows by itself does both. */
function followsBand({ grow_to_bottom, can_grow, anchor, dock }: Part['object']): boolean {
  return (grow_to_bottom && !can_grow) || anchor.bottom || (dock !== 'none' && dock !== 'top');
}

function follow(parts: readonly Part[], height: number, growth: number): void {
  for (const { object, frame } of parts) {
    if (object.grow_to_bottom) frame.height = Math.max(0, height - frame.y);
    else if (object.anchor.bottom && growth !== 0) {
      if (object.anchor.top) frame.height = Math.max(0, frame.height + growth);
      else frame.y += growth;
    }
  }
}

/** Docked objects take what is left of the band's edges, in their order. */
function dock(parts: readonly Part[], width: number, height: number): void {
  const room = { left: 0, top: 0, right: width, bottom: height };
  for (const { object, frame } of parts) {
    if (object.dock === 'none') continue;
    const [across, down] = [room.right - room.left, room.bottom - room.top];
    switch (object.dock) {
      case 'left':
        Object.assign(frame, { x: room.left, y: room.top, height: down });
        room.left += frame.width;
        break;
      case 'right':
        Object.assign(frame, { x: room.right - frame.width, y: room.top, height: down });
        room.right -= frame.width;
        break;
      case 'top':
        Object.assign(frame, { x: room.left, y: room.top, width: across });
        room.top += frame.height;
        break;
      case 'bottom':
        Object.assign(frame, { x: room.left, y: room.bottom - frame.height, width: across });
        room.bottom -= frame.height;
        break;
      default:
        Object.assign(frame, { x: room.left, y: room.top, width: across, height: down });
    }
  }
}
