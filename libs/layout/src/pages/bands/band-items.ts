import type { Band } from '../../model/bands.js';
import type { TextObject } from '../../model/objects.js';
import type { PageDevice } from '../device.js';
import type { PlacedItem, PlacedText } from '../placed.js';
import type { Waiting } from '../plan/layout-plan.js';
import type { PageNumbers, Sight } from '../scope/print-state.js';
import type { Contribution } from '../totals/total-board.js';

/** A frame that still moves: from its band to its page. */
export interface MovingFrame {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What is known of the page when something waiting is written. */
export interface Settling {
  readonly is_last_page: boolean;
}

/** A place in a band whose content is known later. */
export class Deferred {
  /** Of the page it came to stand on. */
  page: PageNumbers;
  private settled: { readonly item: PlacedItem | null } | null = null;
  private reservation: number | null = null;

  constructor(
    /** What stands there but for the content; its frame moves with the band. */
    readonly item: PlacedItem,
    readonly waiting: NonNullable<Waiting>,
    readonly sight: Sight,
    private readonly write: (sight: Sight, settling: Settling) => PlacedItem | null,
  ) {
    this.page = sight.page;
  }

  settle(device: PageDevice, settling: Settling): void {
    if (this.settled) return;
    const item = this.write({ ...this.sight, page: this.page }, settling);
    this.settled = { item };
    if (this.reservation !== null) device.resolve(this.reservation, item);
  }

  draw(device: PageDevice): void {
    if (!this.settled) this.reservation = device.reserve(this.item);
    else if (this.settled.item) device.draw(this.settled.item);
  }
}

/** A text that grows over the equal ones below it (`duplicates: 'merge'`). */
export class Mergeable {
  constructor(
    readonly item: PlacedText,
    readonly object: TextObject,
  ) {}
}

export type BandItem = PlacedItem | Deferred | Mergeable;

export function frameOf(item: BandItem): MovingFrame {
  return item instanceof Deferred || item instanceof Mergeable ? item.item.frame : item.frame;
}

/** An entry of the outline or a target of links, at `y` of the band. */
export interface Mark {
  readonly kind: 'outline' | 'bookmark';
  readonly text: string;
  readonly level: number;
  readonly y: number;
}

/** A band with everything in it, ready to be put somewhere. Frames count from its upper left corner. */
export interface BuiltBand {
  /** Null: several bands in one, such as a row of columns. */
  readonly band: Band | null;
  readonly height: number;
  readonly items: readonly BandItem[];
  readonly marks: readonly Mark[];
  readonly contributions: readonly Contribution[];
}

/** An item that shows on the last page alone, or on all others: known when its page is finished. */
export function onLastPage(item: BandItem, isOnLast: boolean, sight: Sight): BandItem {
  if (item instanceof Deferred) return item;
  const placed = item instanceof Mergeable ? item.item : item;
  return new Deferred(placed, { kind: 'page' }, sight, (_, settling) =>
    settling.is_last_page === isOnLast ? placed : null,
  );
}
