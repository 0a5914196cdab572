import type { Band } from '../../model/bands.js';
import type { BuiltBand } from '../bands/band-items.js';
import type { Repeat, RepeatedFooter } from '../flow/band-flow.js';
import type { BandSetter } from './band-setter.js';

/** Header and footer that are repeated on every page between their first and last printing. */
export class RunningHeads {
  private header: Repeat | null = null;
  private footer: RepeatedFooter | null = null;

  constructor(private readonly bands: BandSetter) {}

  /** Prints the header; from now on both are repeated, where they ask for it. */
  open(header: Band | null, footer: Band | null): void {
    const { flow } = this.bands;
    if (header) this.bands.print(header);
    if (header?.repeat_on_every_page) {
      this.header = { entry: flow.here(), print: () => this.again(header) };
      flow.repeat(this.header);
    }
    if (footer?.repeat_on_every_page) {
      this.footer = { height: footer.height, print: () => this.again(footer) };
      flow.repeatFooter(this.footer);
    }
  }

  /** Before the footer is printed for the last time. */
  closeFooter(): void {
    if (this.footer) this.bands.flow.endFooter(this.footer);
    this.footer = null;
  }

  closeHeader(): void {
    if (this.header) this.bands.flow.endRepeat(this.header);
    this.header = null;
  }

  private again(band: Band): BuiltBand | null {
    const { run, flow } = this.bands;
    const turn = { width: flow.width, is_even: false, is_repeated: true, indent: 0, contributions: [] };
    const built = run.build(band, turn);
    run.totals.resetReprinted(band);
    return built;
  }
}
