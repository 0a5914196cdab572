import type { Layout } from '../../model/layout.js';
import type { LayoutObject, ObjectBase, TextObject } from '../../model/objects.js';
import type { BandItem, BuiltBand, MovingFrame } from '../bands/band-items.js';
import type { LayoutLimits, RunContext } from '../data-supply.js';
import type { Typesetter } from '../device.js';
import type { PlacedItem } from '../placed.js';
import type { BandPlace } from '../plan/band-places.js';
import type { LayoutPlan } from '../plan/layout-plan.js';
import type { RunScope } from '../scope/run-scope.js';
import { type Dress, dressesOf, highlighted } from './dress.js';
import { isTrue } from '../totals/total-board.js';
import type { Value } from '../../expressions/contract.js';

/** What printing one object needs of the run. */
export interface ObjectRun {
  readonly layout: Layout;
  readonly scope: RunScope;
  readonly typesetter: Typesetter;
  readonly context: RunContext;
  readonly limits: LayoutLimits;
  /** Writes a value that has no format of its own. */
  readonly write: (value: Value) => string;
  /** Items that no page border may part. */
  readonly whole: WeakSet<PlacedItem>;
  /** Last shown texts of objects whose equal values are hidden. */
  readonly shown: Map<TextObject, string>;
  /** Prints a page design into a strip of this width, as high as it comes. */
  printInside(page: string, width: number): BuiltBand;
  /** Rows that `source` has for the row seen now. */
  readonly rows: ObjectRows;
}

/** Rows for charts and matrices. */
export interface ObjectRows {
  /** Calls `visit` with each row of a source in sight; rows of a detail are those of the row printed now. */
  each(source: string, visit: () => void): void;
}

/** How a band is being printed. */
export interface ObjectTurn {
  readonly is_even: boolean;
  /** Whether the band's height follows its objects. */
  readonly is_elastic: boolean;
  /** Printed again on a further page. */
  readonly is_repeated: boolean;
}

/** An object ready to be placed. Frames of `items` are the part's own, or count from its upper left corner. */
export interface Part {
  readonly object: ObjectBase;
  readonly frame: MovingFrame;
  readonly items: readonly BandItem[];
  /** Bands that were printed inside it. */
  readonly inside?: BuiltBand;
}

/** Measures and fills one object for the row in sight; null = it does not show. */
export type ObjectPrinter = (run: ObjectRun, turn: ObjectTurn) => Part | null;

/** What a printer is made from, once per layout. */
export interface ObjectSetting {
  readonly layout: Layout;
  readonly plan: LayoutPlan;
  readonly place: BandPlace;
}

export function ownFrame(object: ObjectBase): MovingFrame {
  return { x: object.left, y: object.top, width: object.width, height: object.height };
}

/** The dress of an object for the row in sight; null when a highlight hides it. */
export function dresser(
  setting: ObjectSetting,
  object: LayoutObject,
): (run: ObjectRun, turn: ObjectTurn, value: Value) => Dress | null {
  const { odd, even } = dressesOf(setting.layout, object);
  const { highlights } = object;
  if (highlights.length === 0) return (_, turn) => (turn.is_even ? even : odd);
  const changed = new Map(
    [odd, even].map((dress) => [dress, highlights.map((one) => highlighted(dress, one))]),
  );
  return (run, turn, value) => {
    const dress = turn.is_even ? even : odd;
    const { state } = run.scope;
    state.value = value;
    const at = highlights.findIndex((one) => isTrue(one.when.evaluate(run.scope)));
    if (at < 0) return dress;
    return highlights[at]?.visible ? (changed.get(dress)?.[at] ?? dress) : null;
  };
}

/** The target of an object's link for the row in sight; null = none. */
export function linkOf(run: ObjectRun, object: ObjectBase): string | null {
  if (!object.link) return null;
  return object.link.evaluate(run.scope, run.write) || null;
}
