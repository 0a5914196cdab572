import type { Band, ChildBand } from '../../model/bands.js';
import type { BandPrinter } from '../bands/band-printer.js';
import type { BandFlow } from '../flow/band-flow.js';
import { type Contribution, isTrue } from '../totals/total-board.js';
import { MAX_BAND_DEPTH } from '../walk/bands-of.js';
import { printMatrix } from '../grid/matrix-printer.js';
import type { Run } from './run.js';

/** What is special about a band this time. */
export interface BandCase {
  readonly is_even?: boolean;
  readonly is_repeated?: boolean;
  readonly indent?: number;
  readonly contributions?: readonly Contribution[];
}

const NOTHING: readonly Contribution[] = [];

/** Puts bands with their children and what flows on below them. */
export class BandSetter {
  private depth = 0;

  constructor(
    readonly run: Run,
    readonly flow: BandFlow,
    private readonly printSubreport: (page: string) => void,
  ) {}

  /** Prints a band for what is in sight, if it shows. */
  print(band: Band, special: BandCase = {}): void {
    const { flow } = this;
    const keep = band.keep_child && band.child ? flow.keepFrom(flow.here()) : null;
    this.printOne(band, special);
    if (keep) flow.release(keep);
  }

  private printOne(band: Band, special: BandCase): void {
    const { run, flow } = this;
    const contributions = special.contributions ?? NOTHING;
    const printer = run.printer(band);
    const built = printer.print(run, {
      width: flow.width,
      is_even: special.is_even ?? false,
      is_repeated: special.is_repeated ?? false,
      indent: special.indent ?? 0,
      contributions,
    });
    if (!built) {
      flow.note(contributions);
      return;
    }
    flow.place(built, printer.standing);
    if (printer.flowing.length > 0) this.printFlowing(printer, flow.y - built.height);
    const { child } = band;
    if (!child || isPrintedLater(child) || this.depth >= MAX_BAND_DEPTH) return;
    this.depth += 1;
    this.print(child, { ...special, contributions: NOTHING });
    this.depth -= 1;
  }

  /** Matrices and subreports begin where they stand in their band, side by side. */
  private printFlowing({ flowing, setting }: BandPrinter, top: number): void {
    const { flow, run } = this;
    let start = top;
    for (const object of flowing) {
      if (object.visible && !isTrue(object.visible.evaluate(run.scope))) continue;
      const y = start + object.top;
      const stays = flow.beside(y, object.left, () => {
        if (object.kind === 'subreport') this.printSubreport(object.page);
        else printMatrix(object, setting, run, flow);
      });
      if (!stays) start = flow.y - object.top;
    }
  }
}

/** Children that follow the rows as a whole, not each band. */
export function isPrintedLater(child: ChildBand): boolean {
  return child.fill_unused_space || child.complete_to_rows > 0 || child.print_if_data_empty;
}
