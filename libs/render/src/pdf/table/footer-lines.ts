import type { DatasetTrailer, Figure, PlacedTotal } from '@galley/dataset';
import {
  countPhrase,
  type DocumentInfo,
  type PhraseTable,
  type TableDesign,
  type TableLayout,
} from '@galley/layout';
import { figureOf } from '../../groups/figures.js';
import type { TableGroups } from '../../groups/table-groups.js';
import { shownTotals } from '../../groups/shown-totals.js';
import { type TotalLine, totalLines, type TotalsOf } from './total-lines.js';

/** What stands below groups and below the table: which totals, and what they are called. */
export class FooterLines {
  constructor(
    private readonly groups: TableGroups,
    private readonly layout: TableLayout,
    private readonly design: TableDesign,
    private readonly info: DocumentInfo,
    private readonly phrases: PhraseTable,
  ) {}

  /** Of the open group of a level; `said` is what the layout's author calls it, null = as tables do. */
  ofGroup(depth: number, said: string | null): TotalLine[] {
    const { totals } = this.groups.levels[depth]!;
    const value = this.groups.nameOf(depth, this.info.locale);
    const of = (currency: number | null): string => {
      const rows = currency === null ? totals.rows : totals.rowsOf(currency);
      return `${value} (${countPhrase(this.phrases.rows, rows, this.info.locale)})`;
    };
    const { codes } = this.groups.currencies;
    const found = codes.findIndex((_, currency) => totals.rowsOf(currency) === totals.rows);
    const only = found === -1 ? null : found;
    const label =
      said === null ? { name: this.phrases.subtotal, of, only } : { name: said, of: () => '', only };
    const lines = this.linesOf((_, position) => totals.figure(position), label, depth);
    // Without totals the footer still says how many rows the group has.
    if (lines.length > 0) return lines;
    return [{ label: said ?? `${this.phrases.subtotal} ${of(null)}`, least: '', values: [] }];
  }

  ofTable({ totals }: DatasetTrailer): TotalLine[] {
    const label = { name: this.phrases.grand_total, of: () => '' };
    return this.linesOf(({ key }) => figureOf(totals[key]), label, null);
  }

  private linesOf(
    figure: (total: PlacedTotal, position: number) => Figure,
    of: TotalsOf,
    level: number | null,
  ): TotalLine[] {
    const { totals, currencies } = this.groups;
    const positions = shownTotals(totals, this.layout, this.design, level);
    const shown = positions.map((position) => totals[position]!);
    const figures = positions.map((position) => figure(totals[position]!, position));
    return totalLines(shown, figures, currencies.codes, this.phrases, of);
  }
}
