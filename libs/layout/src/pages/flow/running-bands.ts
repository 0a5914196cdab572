import type { Keep, RepeatedFooter } from './band-flow.js';
import type { Place, Repeat } from './entry.js';

/** What holds for a stretch of bands: what is kept together, what is repeated on every page. */
export class RunningBands {
  protected keeps: readonly Keep[] = [];
  protected repeats: readonly Repeat[] = [];
  protected footers: readonly RepeatedFooter[] = [];

  keepFrom(place: Place): Keep {
    const keep = { after: place };
    this.keeps = [...this.keeps, keep];
    return keep;
  }

  release(keep: Keep): void {
    this.keeps = this.keeps.filter((one) => one !== keep);
  }

  repeat(header: Repeat): void {
    this.repeats = [...this.repeats, header];
  }

  endRepeat(header: Repeat): void {
    this.repeats = this.repeats.filter((one) => one !== header);
  }

  repeatFooter(footer: RepeatedFooter): void {
    this.footers = [...this.footers, footer];
  }

  endFooter(footer: RepeatedFooter): void {
    this.footers = this.footers.filter((one) => one !== footer);
  }
}
