import type { Band } from '../../model/bands.js';
import type { BuiltBand } from '../bands/band-items.js';
import type { Contribution } from '../totals/total-board.js';
import type { Place, Repeat } from './entry.js';

export type { Place, Repeat } from './entry.js';

/** How a band takes its place. */
export interface Standing extends Pick<Band, 'can_break' | 'print_on_bottom'> {
  /** Rather broken than cut where it is higher than a page. */
  readonly breaks_at_last: boolean;
}

/** Bands from a place on that stay together when they fit on one page. */
export interface Keep {
  readonly after: Place;
}

/** A footer that closes every page while its rows last; its room is kept free. */
export interface RepeatedFooter {
  readonly height: number;
  print(): BuiltBand | null;
}

/** Where bands are put one below the other: pages and their columns, or a strip inside another band. */
export interface BandFlow {
  /** Points from border to border of the column of print. */
  readonly width: number;
  /** Points left in the column. */
  readonly room: number;
  /** Points from the top of the column of print. */
  readonly y: number;
  /** Nothing but headers stands in the column yet. */
  readonly is_fresh: boolean;
  /** Pages are ready to be drawn. */
  readonly has_finished: boolean;
  /** The next place. */
  here(): Place;
  place(built: BuiltBand, standing: Standing): Place;
  /** Counts rows whose band does not show. */
  note(contributions: readonly Contribution[]): void;
  keepFrom(place: Place): Keep;
  release(keep: Keep): void;
  repeat(header: Repeat): void;
  endRepeat(header: Repeat): void;
  repeatFooter(footer: RepeatedFooter): void;
  endFooter(footer: RepeatedFooter): void;
  /** Goes on at the top of the next column or page. */
  advance(): void;
  /** Goes on at the top of a new page; `restarts`: with number 1. */
  startPage(restarts: boolean): void;
  /** Prints from `y` on, moved in by `left`, beside what stands there; false when that ended on another page. */
  beside(y: number, left: number, print: () => void): boolean;
}
