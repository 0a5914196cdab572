import type { Band } from '../../model/bands.js';
import type { Standing } from '../flow/band-flow.js';
import type { Layout } from '../../model/layout.js';
import type { LayoutObject, MatrixObject, SubreportObject } from '../../model/objects.js';
import { type Dress, dressesOf } from '../objects/dress.js';
import type { ObjectPrinter, ObjectRun, ObjectSetting, Part } from '../objects/object-printer.js';
import { printerOf } from '../objects/printer-of.js';
import type { LayoutPlan } from '../plan/layout-plan.js';
import type { Contribution } from '../totals/total-board.js';
import { isTrue } from '../totals/total-board.js';
import { arrange } from './arrange.js';
import { type BandItem, type BuiltBand, frameOf, type Mark, onLastPage } from './band-items.js';
import { showingOn } from './print-on.js';

/** How a band is printed this time. */
export interface BandTurn {
  /** Width of the strip in points. */
  readonly width: number;
  readonly is_even: boolean;
  readonly is_repeated: boolean;
  /** Points by which a row of a tree is moved in. */
  readonly indent: number;
  readonly contributions: readonly Contribution[];
}

/** Objects that continue below their band, over pages if need be. */
export type FlowingObject = MatrixObject | SubreportObject;

/** A band made ready once per layout. */
export class BandPrinter {
  readonly flowing: readonly FlowingObject[];
  readonly setting: ObjectSetting;
  readonly standing: Standing;
  private readonly printers: readonly ObjectPrinter[];
  private readonly dresses: { readonly odd: Dress; readonly even: Dress };
  private readonly isElastic: boolean;
  private readonly isArranged: boolean;
  private readonly level: number;

  constructor(
    private readonly band: Band,
    layout: Layout,
    plan: LayoutPlan,
  ) {
    const place = plan.places.get(band);
    if (!place) throw new Error(`Band ${band.name} stands on no page.`);
    const setting = { layout, plan, place };
    this.setting = setting;
    const { can_break, print_on_bottom } = band;
    // Tables and subreports are as long as their data: what of them fits on no page goes on on the next.
    const breaks_at_last = band.objects.some(({ kind }) => kind === 'table' || kind === 'subreport');
    this.standing = { can_break, print_on_bottom, breaks_at_last };
    const standing = band.objects.filter((object) => !isFlowing(object));
    this.flowing = band.objects.filter(isFlowing);
    this.printers = standing.map((object) => printerOf(object, setting));
    this.dresses = dressesOf(layout, band);
    this.isElastic = band.can_grow || band.can_shrink;
    this.isArranged =
      this.isElastic || standing.some(({ dock, grow_to_bottom }) => dock !== 'none' || grow_to_bottom);
    this.level = place.outline_level;
  }

  /** The band for the row in sight; null when it does not show. */
  print(run: ObjectRun, turn: BandTurn): BuiltBand | null {
    const { band } = this;
    if (band.visible && !isTrue(band.visible.evaluate(run.scope))) return null;
    const showing = showingOn(band.print_on, run.scope.state.page, turn.is_repeated);
    if (showing === 'never') return null;
    const parts = this.parts(run, turn);
    const height = Math.max(0, this.isArranged ? arrange(band, parts, turn.width) : band.height);
    const items: BandItem[] = [];
    const { box } = turn.is_even ? this.dresses.even : this.dresses.odd;
    if (box.fill || box.border) {
      items.push({ kind: 'box', frame: { x: 0, y: 0, width: turn.width, height }, box, link: null });
    }
    for (const part of parts) {
      if (turn.indent > 0) indent(part, turn);
      placeItems(part, items);
    }
    const isOnLast = showing === 'only_last';
    const sight = showing === 'always' ? null : run.scope.sight(false);
    return {
      band,
      height,
      items: sight ? items.map((item) => onLastPage(item, isOnLast, sight)) : items,
      marks: this.marks(run, parts),
      contributions: contributionsOf(turn, parts),
    };
  }

  private parts(run: ObjectRun, { is_even, is_repeated }: BandTurn): Part[] {
    const turn = { is_even, is_repeated, is_elastic: this.isElastic };
    const parts: Part[] = [];
    for (const print of this.printers) {
      const part = print(run, turn);
      if (part) parts.push(part);
    }
    return parts;
  }

  private marks(run: ObjectRun, parts: readonly Part[]): readonly Mark[] {
    const { outline, bookmark } = this.band;
    const isMarked = parts.some((part) => part.object.bookmark ?? part.inside);
    if (!outline && !bookmark && !isMarked) return NO_MARKS;
    const marks: Mark[] = [];
    const put = (kind: Mark['kind'], text: string, y: number): void => {
      if (text !== '') marks.push({ kind, text, level: this.level, y });
    };
    if (outline) put('outline', outline.evaluate(run.scope, run.write), 0);
    if (bookmark) put('bookmark', bookmark.evaluate(run.scope, run.write), 0);
    for (const { object, frame, inside } of parts) {
      put('bookmark', object.bookmark?.evaluate(run.scope, run.write) ?? '', frame.y);
      for (const mark of inside?.marks ?? []) marks.push({ ...mark, y: mark.y + frame.y });
    }
    return marks;
  }
}

const NO_MARKS: readonly Mark[] = [];

function contributionsOf(turn: BandTurn, parts: readonly Part[]): readonly Contribution[] {
  if (!parts.some((part) => part.inside)) return turn.contributions;
  return [...turn.contributions, ...parts.flatMap((part) => part.inside?.contributions ?? [])];
}

function isFlowing(object: LayoutObject): object is FlowingObject {
  return object.kind === 'matrix' || (object.kind === 'subreport' && !object.print_on_parent);
}

function indent({ frame }: Part, { indent, width }: BandTurn): void {
  frame.x += indent;
  frame.width = Math.max(0, Math.min(frame.width, width - frame.x));
}

/** Items whose frame is not the part's own count from the part's corner. */
function placeItems(part: Part, items: BandItem[]): void {
  for (const item of part.items) {
    const frame = frameOf(item);
    if (frame !== part.frame) {
      frame.x += part.frame.x;
      frame.y += part.frame.y;
    }
    items.push(item);
  }
}
