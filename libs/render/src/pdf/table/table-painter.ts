import {
  type DatasetHeader,
  type DatasetTrailer,
  type Figure,
  type PlacedTotal,
  RowCells,
} from '@galley/dataset';
import {
  countPhrase,
  type DocumentInfo,
  phrasesFor,
  type PhraseTable,
  type TableLayout,
  type ValueFormat,
} from '@galley/layout';
import { figureOf } from '../../groups/figures.js';
import type { TableGroups } from '../../groups/table-groups.js';
import type { PdfDocument } from '../document/pdf-document.js';
import { Closing } from './closing.js';
import { columnFormats } from './column-formats.js';
import { type Geometry, geometryOf, rowHeight } from './geometry.js';
import { LastRow } from './last-row.js';
import { PageCount } from './page-count.js';
import { PageFrame } from './page-frame.js';
import { PageSet } from './page-set.js';
import { ACCENT, INK, MUTED, ZEBRA_FILL } from './palette.js';
import { RowWriter } from './row-writer.js';
import { Ruler } from './ruler.js';
import { type TotalLine, totalLines, type TotalsOf } from './total-lines.js';
import { TotalsRows } from './totals-row.js';

/** Rows that stay with the group header above them. */
const KEEP_ROWS = 2;
const INDENT = 9;
/** Space below the footers of groups, in font sizes. */
const GROUP_GAP = 0.4;

/** Paints the *auto* document: rows as they come, pages as they fill, totals where groups end. */
export class TablePainter {
  private readonly geometry: Geometry;
  private readonly phrases: PhraseTable;
  private readonly pageCount: PageCount;
  private readonly ruler: Ruler;
  private readonly pages: PageSet;
  private readonly formats: ReadonlyMap<number, ValueFormat>;
  private readonly writers: readonly RowWriter[];
  private readonly totals: TotalsRows;
  /** Requested totals whose columns are drawn, as positions among those of the groups. */
  private readonly shown: readonly number[];
  private readonly row: RowCells;
  private readonly last: LastRow;

  constructor(
    private readonly pdf: PdfDocument,
    private readonly info: DocumentInfo,
    { columns }: DatasetHeader,
    private readonly layout: TableLayout,
    private readonly groups: TableGroups,
  ) {
    const geometry = (this.geometry = geometryOf(layout));
    this.phrases = phrasesFor(info.locale);
    this.formats = columnFormats(columns, layout, info.locale);
    this.pageCount = new PageCount(pdf, this.phrases, info.locale, geometry);
    this.ruler = new Ruler(pdf.text, layout.direction, geometry.left, geometry.right);
    const frame = new PageFrame(info, this.phrases, geometry, this.ruler, pdf.text, this.pageCount);
    this.pages = new PageSet(pdf, geometry, frame, this.ruler);
    const font = pdf.fonts.latin(false);
    this.writers = this.pages.panels.map(
      (panel) => new RowWriter(panel.text, pdf.text, font, geometry, panel.columns, this.formats),
    );
    this.totals = new TotalsRows(geometry, pdf.text, this.ruler, this.formats, info.locale);
    const drawn = new Set(layout.columns.map((column) => column.index));
    this.shown = [...groups.totals.keys()].filter((position) => drawn.has(groups.totals[position]!.index));
    this.row = new RowCells(columns.length);
    this.last = new LastRow(this.pages);
    this.pages.open();
  }

  /** Paints a batch of DataRow messages; waits for as long as the sink is behind. */
  async paint(batch: Buffer): Promise<void> {
    const isGrouped = this.groups.levels.length > 0;
    for (let at = 0; at < batch.length;) {
      const next = this.row.read(batch, at);
      if (isGrouped) this.enterGroups(batch, at);
      this.paintRow(batch, at);
      at = next;
      if (this.pdf.isBusy) await this.pdf.room();
    }
  }

  /**
   * Paints what follows the last row. The closing lines stay on the page of what they close. Throws
   * `ControlTotalsError` when the database formed other groups.
   */
  finish(trailer: DatasetTrailer): void {
    const closing = new Closing(this.ruler, trailer, this.info, this.phrases);
    const grand = this.grandLines(trailer);
    this.leaveGroups(0, grand.length > 0 ? 0 : closing.height);
    this.groups.verify(trailer);
    this.pages.trail = '';
    if (trailer.summary.row_count === 0) this.paintEmpty();
    else if (grand.length > 0) this.totals.draw(this.pages, grand, true, closing.height);
    else if (!this.pages.fits(closing.height)) this.moveLastRow();
    closing.draw(this.pages);
    this.pages.close();
  }

  /** Says on every page how many pages the document has, now that it is known. */
  writePageCount(): void {
    this.pageCount.write();
  }

  private paintRow(batch: Buffer, at: number): void {
    const { pages, geometry, last } = this;
    pages.ensure(rowHeight(geometry, 1));
    last.mark(batch, at);
    const height = rowHeight(geometry, this.writeRow(batch));
    if (!pages.fits(height)) {
      last.rewind();
      pages.turn();
      last.mark(batch, at);
      this.writeRow(batch);
    }
    if (pages.rows % 2 === 1) this.fillRow(height);
    pages.rows++;
    pages.y -= height;
  }

  /** Takes the last row along to the next page, unless it is the only one on its page. */
  private moveLastRow(): void {
    const { pages, last } = this;
    const { batch, at } = last;
    if (!batch || pages.rows < 2 || this.groups.levels.length > 0) return;
    last.rewind();
    pages.turn();
    this.row.read(batch, at);
    this.paintRow(batch, at);
  }

  private writeRow(batch: Buffer): number {
    let lines = 1;
    const y = this.pages.y - this.geometry.baseline;
    for (let panel = 0; panel < this.writers.length; panel++) {
      lines = Math.max(lines, this.writers[panel]!.write(batch, this.row, y));
    }
    return lines;
  }

  private fillRow(height: number): void {
    for (const { graphics, left, right } of this.pages.panels) {
      graphics.rectangle(left, this.pages.y - height, right - left, height, ZEBRA_FILL);
    }
  }

  private enterGroups(batch: Buffer, at: number): void {
    const { groups, row } = this;
    const changed = groups.firstChange(batch, row);
    if (changed < groups.levels.length) {
      if (groups.isOpen) this.leaveGroups(changed);
      groups.open(changed, batch, row);
      this.paintGroupHeads(changed);
    }
    groups.add(batch, at, row);
  }

  private paintGroupHeads(from: number): void {
    const { pages, geometry } = this;
    const depths = [...this.groups.levels.keys()].slice(from);
    const height = depths.length * this.headHeight + KEEP_ROWS * rowHeight(geometry, 1);
    pages.trail = this.trailOf(from);
    pages.ensure(height);
    for (const depth of depths) this.paintGroupHead(depth);
    pages.trail = this.trailOf(this.groups.levels.length);
    pages.rows = 0;
  }

  private paintGroupHead(depth: number): void {
    const { pages, geometry } = this;
    const label = this.layout.groups[depth]?.label ?? '';
    const value = this.groups.nameOf(depth, this.info.locale);
    const size = depth === 0 ? geometry.fontSize + 1 : geometry.fontSize;
    const style = { size, isBold: true, color: depth === 0 ? ACCENT : INK };
    const y = pages.y - this.headHeight + geometry.fontSize * 0.5;
    const indent = depth * INDENT;
    const isLtr = this.layout.direction === 'ltr';
    const ruler = this.ruler.between(
      geometry.left + (isLtr ? indent : 0),
      geometry.right - (isLtr ? 0 : indent),
    );
    for (const { text } of pages.panels) ruler.line(text, `${label}: ${value}`, y, style, 'start');
    const [panel] = pages.panels;
    if (depth === 0 && panel) this.pdf.outline.add(`${label}: ${value}`, panel.id, pages.y);
    pages.y -= this.headHeight;
  }

  private get headHeight(): number {
    return this.geometry.fontSize * 2;
  }

  /** Draws the footers of the groups that end; `after` points stay free below the last one. */
  private leaveGroups(from: number, after: number = 0): void {
    const { groups, pages } = this;
    if (!groups.isOpen) return;
    groups.close();
    const gap = this.geometry.fontSize * GROUP_GAP;
    for (let depth = groups.levels.length - 1; depth >= from; depth--) {
      pages.trail = this.trailOf(depth + 1);
      this.totals.draw(pages, this.groupLines(depth), false, depth === from && after > 0 ? after + gap : 0);
    }
    pages.y -= gap;
  }

  private groupLines(depth: number): TotalLine[] {
    const { totals } = this.groups.levels[depth]!;
    const value = this.groups.nameOf(depth, this.info.locale);
    const of = (currency: number | null): string => {
      const rows = currency === null ? totals.rows : totals.rowsOf(currency);
      return `${value} (${countPhrase(this.phrases.rows, rows, this.info.locale)})`;
    };
    const name = this.phrases.subtotal;
    const lines = this.linesOf((_, position) => totals.figure(position), { name, of });
    // Without totals the footer still says how many rows the group has.
    return lines.length > 0 ? lines : [{ label: `${name} ${of(null)}`, least: '', values: [] }];
  }

  private grandLines({ totals }: DatasetTrailer): TotalLine[] {
    return this.linesOf(({ key }) => figureOf(totals[key]), {
      name: this.phrases.grand_total,
      of: () => '',
    });
  }

  private linesOf(figure: (total: PlacedTotal, position: number) => Figure, of: TotalsOf): TotalLine[] {
    const { totals, currencies } = this.groups;
    const shown = this.shown.map((position) => totals[position]!);
    const figures = this.shown.map((position) => figure(totals[position]!, position));
    return totalLines(shown, figures, currencies.codes, this.phrases, of);
  }

  private paintEmpty(): void {
    const style = { size: this.geometry.fontSize + 2, color: MUTED };
    this.pages.y -= style.size * 2.4;
    const [panel] = this.pages.panels;
    if (panel) this.ruler.line(panel.text, this.phrases.no_rows, this.pages.y, style, 'start');
    this.pages.y -= style.size;
  }

  private trailOf(levels: number): string {
    if (levels === 0) return '';
    const names = [...this.groups.levels.keys()].slice(0, levels);
    const path = names.map((level) => this.groups.nameOf(level, this.info.locale)).join(' › ');
    return `${path} (${this.phrases.continued})`;
  }
}
