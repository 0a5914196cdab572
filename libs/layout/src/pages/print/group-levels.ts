import { valueKey } from '../../expressions/values.js';
import type { Band, GroupBand } from '../../model/bands.js';
import type { BandFlow, Keep, Place } from '../flow/band-flow.js';
import { NO_ROW } from '../scope/print-state.js';
import type { BandSetter } from './band-setter.js';
import { RunningHeads } from './running-heads.js';
import type { Run } from './run.js';

interface Level {
  readonly group: GroupBand;
  readonly heads: RunningHeads;
  number: number;
  keep: Keep | null;
}

/** The groups around a data band, outermost first: opened and closed as their conditions change from row to row. */
export class GroupLevels {
  private readonly levels: readonly Level[];
  private readonly run: Run;
  private readonly flow: BandFlow;
  private keys: readonly string[] = [];

  constructor(
    groups: readonly GroupBand[],
    private readonly bands: BandSetter,
  ) {
    this.run = bands.run;
    this.flow = bands.flow;
    this.levels = groups.map((group) => ({ group, heads: new RunningHeads(bands), number: 0, keep: null }));
  }

  /** The outermost group that the row in sight does not belong to; the number of groups when it belongs to all. */
  changed(): number {
    const before = this.keys;
    this.keys = this.levels.map(({ group }) => valueKey(group.condition.evaluate(this.run.scope)));
    const at = this.keys.findIndex((key, level) => key !== before[level]);
    return at < 0 ? this.levels.length : at;
  }

  /** Prints headers from a level inwards. */
  open(from: number): void {
    const { flow, run } = this;
    this.levels.forEach((level, at) => {
      if (at < from) return;
      const { header, keep_together } = level.group;
      level.number += 1;
      for (const inner of this.levels.slice(at + 1)) inner.number = 0;
      this.see(level);
      startPage(header, level.number, flow);
      if (keep_together) level.keep = flow.keepFrom(flow.here());
      run.shown.clear();
      level.heads.open(header, level.group.footer);
    });
  }

  /** Prints footers from the innermost level out to this one; `lastRow` is where the last row begins. */
  close(to: number, lastRow: Place): void {
    const { flow, run } = this;
    for (const level of this.levels.slice(to).toReversed()) {
      const { group, heads } = level;
      this.see(level);
      const keep = group.footer_keep_with_data ? flow.keepFrom(lastRow) : null;
      heads.closeFooter();
      if (group.footer) this.bands.print(group.footer);
      heads.closeHeader();
      if (keep) flow.release(keep);
      if (level.keep) flow.release(level.keep);
      run.waiting.settle('body', group, { is_last_page: false });
      run.totals.reset('body', group);
    }
  }

  private see(level: Level): void {
    this.run.scope.state.row = { ...NO_ROW, number: level.number, absolute: level.number };
  }
}

/** Starts a page before a band that asks for it, unless nothing but headers stands on this one. */
export function startPage(band: Band, number: number, flow: BandFlow): void {
  if (!band.start_new_page || flow.is_fresh) return;
  if (number > 1 || band.first_row_starts_new_page) flow.startPage(band.reset_page_number);
}
