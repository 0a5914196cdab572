import type { BuiltBand } from '../bands/band-items.js';

/** A band on its page. Compared by identity, so that places can be remembered while blocks move. */
export interface Entry {
  readonly built: BuiltBand;
  /** Headers that are repeated on every page while it is printed. */
  readonly heads: readonly Repeat[];
  x: number;
  y: number;
  column: number;
}

/** A place among the bands: after this one (null: before the first). */
export type Place = Entry | null;

/** A header that is printed again at the top of every further page, until it ends. */
export interface Repeat {
  /** Null: it does not show there. */
  print(): BuiltBand | null;
  /** Where it stands now. */
  entry: Place;
}
