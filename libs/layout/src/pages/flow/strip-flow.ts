import type { BandItem, BuiltBand, Mark } from '../bands/band-items.js';
import { frameOf } from '../bands/band-items.js';
import type { Contribution } from '../totals/total-board.js';
import type { BandFlow, Keep } from './band-flow.js';
import type { Place } from './entry.js';

/** Bands one below the other in a strip that is as high as they come: a subreport inside its parent. */
export class StripFlow implements BandFlow {
  readonly room = Number.POSITIVE_INFINITY;
  readonly has_finished = false;
  y = 0;
  private left = 0;
  private lowest = 0;
  private readonly items: BandItem[] = [];
  private readonly marks: Mark[] = [];
  private readonly contributions: Contribution[] = [];

  constructor(readonly width: number) {}

  get is_fresh(): boolean {
    return this.lowest === 0;
  }

  here(): Place {
    return null;
  }

  place(built: BuiltBand): Place {
    for (const item of built.items) {
      const frame = frameOf(item);
      frame.x += this.left;
      frame.y += this.y;
      this.items.push(item);
    }
    for (const mark of built.marks) this.marks.push({ ...mark, y: mark.y + this.y });
    this.note(built.contributions);
    this.y += built.height;
    this.lowest = Math.max(this.lowest, this.y);
    return null;
  }

  note(contributions: readonly Contribution[]): void {
    for (const contribution of contributions) this.contributions.push(contribution);
  }

  keepFrom(place: Place): Keep {
    return { after: place };
  }

  release(): void {}
  repeat(): void {}
  endRepeat(): void {}
  repeatFooter(): void {}
  endFooter(): void {}
  advance(): void {}
  startPage(): void {}

  beside(y: number, left: number, print: () => void): boolean {
    const [before, lowest] = [this.left, this.y];
    this.y = y;
    this.left += left;
    print();
    this.left = before;
    this.y = Math.max(this.y, lowest);
    return true;
  }

  finish(): BuiltBand {
    const { items, marks, contributions } = this;
    return { band: null, height: this.lowest, items, marks, contributions };
  }
}
