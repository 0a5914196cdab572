import type { Value } from '../../expressions/contract.js';
import { formatPattern } from '../../format/format-pattern.js';
import type { Band, DataBand } from '../../model/bands.js';
import type { Layout } from '../../model/layout.js';
import type { TextObject } from '../../model/objects.js';
import type { BuiltBand } from '../bands/band-items.js';
import type { BandPrinter, BandTurn } from '../bands/band-printer.js';
import { bandPrinter } from '../bands/band-printers.js';
import type { DataBook } from '../data/data-book.js';
import { RowOpener } from '../data/open-rows.js';
import type { CompareTexts } from '../data/row-order.js';
import { textOrder } from '../data/text-order.js';
import type { LayoutLimits, RunContext } from '../data-supply.js';
import type { PageDevice, Typesetter } from '../device.js';
import { PageNumbering } from '../flow/page-numbering.js';
import { WaitingTexts } from '../flow/waiting-texts.js';
import type { ObjectRun } from '../objects/object-printer.js';
import type { PlacedItem } from '../placed.js';
import type { LayoutPlan } from '../plan/layout-plan.js';
import { RunScope } from '../scope/run-scope.js';
import { TotalBoard } from '../totals/total-board.js';

/** One printing of a layout: what everybody who prints shares. */
export class Run implements ObjectRun {
  readonly scope: RunScope;
  readonly compareTexts: CompareTexts;
  readonly totals: TotalBoard;
  readonly rows: RowOpener;
  readonly waiting: WaitingTexts;
  readonly numbering: PageNumbering;
  readonly typesetter: Typesetter;
  readonly shown = new Map<TextObject, string>();
  /** Rows printed so far, by band. */
  readonly counted = new Map<DataBand, number>();
  /** How many subreports are being printed inside each other. */
  subreports = 0;
  readonly whole = new WeakSet<PlacedItem>();

  constructor(
    readonly layout: Layout,
    private readonly plan: LayoutPlan,
    book: DataBook,
    readonly device: PageDevice,
    readonly context: RunContext,
    readonly limits: LayoutLimits,
    private readonly inside: (page: string, width: number) => BuiltBand,
  ) {
    const compare = textOrder(layout.locale ?? context.locale);
    this.compareTexts = compare;
    this.totals = new TotalBoard(plan.totals, compare, limits.held_rows);
    this.scope = new RunScope(layout, plan, book, this.totals, context);
    this.rows = new RowOpener(layout, book, this.scope, compare);
    this.waiting = new WaitingTexts(device);
    this.numbering = new PageNumbering(limits.pages);
    this.typesetter = device.typesetter;
  }

  readonly write = (value: Value): string => formatPattern(value, { kind: 'general' }, this.scope);

  readonly isWhole = (item: PlacedItem): boolean => this.whole.has(item);

  printer(band: Band): BandPrinter {
    return bandPrinter(band, this.layout, this.plan);
  }

  /** The band for what is in sight; null when it does not show. */
  build(band: Band, turn: BandTurn): BuiltBand | null {
    return this.printer(band).print(this, turn);
  }

  printInside(page: string, width: number): BuiltBand {
    return this.inside(page, width);
  }
}
