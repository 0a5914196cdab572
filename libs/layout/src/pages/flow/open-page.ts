import { LayoutError } from '../../layout-error.js';
import { Deferred, frameOf, Mergeable, type MovingFrame, type Settling } from '../bands/band-items.js';
import type { PageDevice } from '../device.js';
import type { PlacedItem, PlacedWatermark } from '../placed.js';
import type { PageNumbers } from '../scope/print-state.js';
import type { Contribution } from '../totals/total-board.js';
import type { Entry } from './entry.js';
import type { Geometry } from './geometry.js';

/** A page while it is filled: bands stay movable until it is finished, then they are drawn in their order. */
export class OpenPage {
  readonly entries: Entry[] = [];
  /** What rows without a visible band contribute. */
  readonly loose: { readonly column: number; readonly contributions: readonly Contribution[] }[] = [];
  /** Set when an endless page ends. */
  height: number;
  watermark: PlacedWatermark | null = null;
  private objects = 0;

  constructor(
    readonly numbers: PageNumbers,
    readonly geometry: Geometry,
    private readonly objectLimit: number,
  ) {
    this.height = geometry.height;
  }

  /** Throws `layout-too-large` when nobody could read the page any more. */
  add(entry: Entry): void {
    this.objects += entry.built.items.length;
    if (this.objects > this.objectLimit) {
      throw new LayoutError('layout-too-large', `A page has more than ${this.objectLimit} objects.`);
    }
    for (const item of entry.built.items) if (item instanceof Deferred) item.page = this.numbers;
    this.entries.push(entry);
  }

  /** Takes the entries from a place on away, to be put elsewhere. */
  takeFrom(start: number): Entry[] {
    const taken = this.entries.splice(start);
    for (const { built } of taken) this.objects -= built.items.length;
    return taken;
  }

  /** What rows on this page (in one of its columns) contribute to totals. */
  contributions(column: number | null): Contribution[] {
    const here = (one: { column: number }): boolean => column === null || one.column === column;
    return [
      ...this.entries.filter(here).flatMap(({ built }) => built.contributions),
      ...this.loose.filter(here).flatMap((one) => one.contributions),
    ];
  }

  /** Writes the texts that waited for this page, or one of its columns, to be finished. */
  settle(kind: 'page' | 'column', column: number | null, device: PageDevice, settling: Settling): void {
    for (const entry of this.entries) {
      if (column !== null && entry.column !== column) continue;
      for (const item of entry.built.items) {
        if (item instanceof Deferred && item.waiting.kind === kind) item.settle(device, settling);
      }
    }
  }

  draw(device: PageDevice): void {
    device.beginPage({ width: this.geometry.width, height: this.height }, this.watermark);
    for (const { built, x, y } of this.entries) {
      for (const item of built.items) {
        const frame = frameOf(item);
        frame.x += x;
        frame.y += y;
      }
    }
    const merged = mergedTexts(this.entries);
    for (const { built, y } of this.entries) {
      for (const mark of built.marks) {
        if (mark.kind === 'outline') device.outline(mark.text, mark.level, y + mark.y);
        else device.bookmark(mark.text, y + mark.y);
      }
      for (const item of built.items) {
        if (!clip(frameOf(item), this.geometry.width, this.height)) continue;
        if (item instanceof Deferred) item.draw(device);
        else if (!(item instanceof Mergeable)) device.draw(item);
        else drawMerged(device, item.item, merged);
      }
    }
  }
}

/** For texts that are merged: what is drawn in their place; the tall text where the last stands, so that no row covers it. */
type Merged = ReadonlyMap<PlacedItem, PlacedItem | null>;

function drawMerged(device: PageDevice, item: PlacedItem, merged: Merged): void {
  const drawn = merged.get(item);
  if (drawn !== null) device.draw(drawn ?? item);
}

/** Lets texts grow over their equals in the rows of the same band below. */
function mergedTexts(entries: readonly Entry[]): Merged {
  const merged = new Map<PlacedItem, PlacedItem | null>();
  const open = new Map<unknown, { readonly top: Mergeable; last: PlacedItem }>();
  let band: unknown = null;
  for (const { built } of entries) {
    if (built.band !== band) open.clear();
    band = built.band;
    for (const item of built.items) {
      if (!(item instanceof Mergeable)) continue;
      const above = open.get(item.object);
      const [frame, over] = [item.item.frame, above?.top.item.frame];
      if (above?.top.item.text === item.item.text && over?.x === frame.x) {
        frameOf(above.top).height = frame.y + frame.height - frameOf(above.top).y;
        merged.set(above.last, null).set(item.item, above.top.item);
        above.last = item.item;
      } else open.set(item.object, { top: item, last: item.item });
    }
  }
  return merged;
}

/** Cuts a frame at the borders of the sheet; false when nothing of it is on the sheet. */
function clip(frame: MovingFrame, width: number, height: number): boolean {
  const isBackwards = frame.width < 0 || frame.height < 0;
  if (frame.x > width || frame.y > height) return false;
  if (isBackwards) return true;
  if (frame.x + frame.width < 0 || frame.y + frame.height < 0) return false;
  if (frame.x < 0) {
    frame.width += frame.x;
    frame.x = 0;
  }
  if (frame.y < 0) {
    frame.height += frame.y;
    frame.y = 0;
  }
  if (frame.x + frame.width > width) frame.width = width - frame.x;
  if (frame.y + frame.height > height) frame.height = height - frame.y;
  return true;
}
