import { type DatasetTrailer, type Figure, type PlacedTotal, RowCells } from '@galley/dataset';
import {
  type CellStyle,
  countPhrase,
  type DocumentInfo,
  phrasesFor,
  type PhraseTable,
  type RunningText,
  type TableLayout,
  type ValueFormat,
} from '@galley/layout';
import { figureOf } from '../../groups/figures.js';
import { RowScope } from '../../groups/row-scope.js';
import type { TableGroups } from '../../groups/table-groups.js';
import type { PdfDocument } from '../document/pdf-document.js';
import { PdfTypesetter } from '../draw/pdf-typesetter.js';
import { CellLooks } from './cell-looks.js';
import { Closing } from './closing.js';
import { columnFormats } from './column-formats.js';
import { type Geometry, geometryOf, rowHeight } from './geometry.js';
import { GroupTexts } from './group-texts.js';
import { LastRow } from './last-row.js';
import { drawLookBoxes } from './look-boxes.js';
import { type KeptPlace, PageBlocks } from './page-blocks.js';
import { PageCount } from './page-count.js';
import { PageFrame } from './page-frame.js';
import { PageSet } from './page-set.js';
import { type PaintedTable, titledInfo } from './painted-table.js';
import { ACCENT, INK, MUTED, ZEBRA_FILL } from './palette.js';
import { RowWriter } from './row-writer.js';
import { Ruler } from './ruler.js';
import { RunningTexts } from './running-texts.js';
import { shownTotals } from './shown-totals.js';
import { type TotalLine, totalLines, type TotalsOf } from './total-lines.js';
import { TotalsRows } from './totals-row.js';

/** Rows that stay with the group header above them. */
const KEEP_ROWS = 2;
const INDENT = 9;
/** Rows that fit below the column labels, or these stand on the next page. */
const LEAST_ROWS = 6;
/** Space below the footers of groups, in font sizes. */
const GROUP_GAP = 0.4;

/** Paints the *auto* document: rows as they come, pages as they fill, totals where groups end. */
export class TablePainter {
  private readonly pdf: PdfDocument;
  private readonly info: DocumentInfo;
  private readonly layout: TableLayout;
  private readonly groups: TableGroups;
  private readonly geometry: Geometry;
  private readonly phrases: PhraseTable;
  private readonly pageCount: PageCount;
  private readonly ruler: Ruler;
  private readonly pages: PageSet;
  private readonly formats: ReadonlyMap<number, ValueFormat>;
  private readonly writers: readonly RowWriter[];
  private readonly totals: TotalsRows;
  private readonly row: RowCells;
  private readonly last: LastRow;
  private readonly blocks: PageBlocks;
  private readonly looks: CellLooks | null;
  private readonly groupTexts: GroupTexts | null;
  private readonly running: readonly RunningTexts[];
  /** Places of the charts above the rows. */
  private readonly kept: readonly KeptPlace[];

  constructor(private readonly table: PaintedTable) {
    const { resources, header, layout, groups, design, logo } = table;
    const { columns } = header;
    const { pdf } = resources;
    const info = titledInfo(table);
    this.pdf = pdf;
    this.info = info;
    this.layout = layout;
    this.groups = groups;
    const geometry = (this.geometry = geometryOf(layout));
    this.phrases = phrasesFor(info.locale);
    this.formats = columnFormats(columns, layout, info);
    this.pageCount = new PageCount(pdf, this.phrases, info.locale, geometry);
    this.ruler = new Ruler(pdf.text, layout.direction, geometry.left, geometry.right);
    const scope = new RowScope(columns, info);
    const running = (text: RunningText | null): RunningTexts | null =>
      text && new RunningTexts(text, pdf, scope, this.phrases, geometry);
    const own = { header: running(design.header), footer: running(design.footer), logo };
    this.running = [own.header, own.footer].filter((one) => one !== null);
    const frame = new PageFrame(info, this.phrases, geometry, this.ruler, pdf.text, this.pageCount, own);
    this.pages = new PageSet(resources, geometry, frame, this.ruler);
    const font = pdf.fonts.latin(false);
    this.writers = this.pages.panels.map(
      (panel) => new RowWriter(panel.text, pdf.text, font, geometry, panel.columns, this.formats),
    );
    this.totals = new TotalsRows(geometry, pdf.text, this.ruler, this.formats, info.locale);
    this.row = new RowCells(columns.length);
    this.last = new LastRow(this.pages);
    this.looks = CellLooks.of(layout, scope);
    this.groupTexts = GroupTexts.of(layout.groups, columns, info);
    this.blocks = new PageBlocks(this.pages, resources, new PdfTypesetter(pdf.text));
    this.kept = this.begin();
  }

  /** Opens the first page with the places of the charts above the rows. */
  private begin(): KeptPlace[] {
    const { pages } = this;
    const { design, figures } = this.table;
    const heights = figures?.heights('before') ?? [];
    pages.showsColumns = design.show_rows && heights.length === 0;
    pages.open();
    const kept = heights.map((height) => this.blocks.keep(height));
    if (design.show_rows && kept.length > 0) pages.startColumns(LEAST_ROWS * rowHeight(this.geometry, 1));
    return kept;
  }

  /** Paints a batch of DataRow messages; waits for as long as the sink is behind. */
  async paint(batch: Buffer): Promise<void> {
    if (!this.table.design.show_rows) return;
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
    const { design, figures } = this.table;
    const hasMore = figures !== null || design.notes.length > 0;
    if (design.show_rows) this.finishRows(trailer, hasMore ? 0 : closing.height);
    this.pages.trail = '';
    if (hasMore) this.paintBlocks();
    closing.draw(this.pages);
    this.pages.close();
  }

  /** Totals of the groups that are open and of all; `after` points stay free below them. */
  private finishRows(trailer: DatasetTrailer, after: number): void {
    const grand = this.grandLines(trailer);
    this.leaveGroups(0, grand.length > 0 ? 0 : after);
    this.groups.verify(trailer);
    this.pages.trail = '';
    if (trailer.summary.row_count === 0) this.paintEmpty();
    else if (grand.length > 0) this.totals.draw(this.pages, grand, true, after);
    else if (!this.pages.fits(after)) this.moveLastRow();
  }

  /** Charts, crosstabs and notes: their figures are known now. */
  private paintBlocks(): void {
    const { blocks, pages, kept } = this;
    const { design, figures } = this.table;
    pages.showsColumns = false;
    figures?.chartFigures('before').forEach((chart, at) => {
      const place = kept[at];
      if (place) blocks.fill(place, chart);
    });
    const heights = figures?.heights('after') ?? [];
    figures?.chartFigures('after').forEach((chart, at) => blocks.chart(chart, heights[at] ?? 0));
    for (const grid of figures?.grids() ?? []) blocks.grid(grid);
    for (const note of design.notes) blocks.note(note);
  }

  /** Says on every page how many pages the document has, now that it is known. */
  writePageCount(): void {
    this.pageCount.write();
    for (const texts of this.running) texts.finish(this.pdf.pageCount);
  }

  private paintRow(batch: Buffer, at: number): void {
    const { pages, geometry, last } = this;
    pages.ensure(rowHeight(geometry, 1));
    last.mark(batch, at);
    this.looks?.read(batch, this.row);
    const height = rowHeight(geometry, this.writeRow(batch));
    if (!pages.fits(height)) {
      last.rewind();
      pages.turn();
      last.mark(batch, at);
      this.writeRow(batch);
    }
    if (pages.rows % 2 === 1) this.fillRow(height);
    if (this.styles) drawLookBoxes(pages.panels, geometry, this.styles, pages.y, height);
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
      lines = Math.max(lines, this.writers[panel]!.write(batch, this.row, y, this.styles));
    }
    return lines;
  }

  private get styles(): readonly (CellStyle | null)[] | null {
    return this.looks?.styles ?? null;
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
      if (groups.isOpen) {
        this.leaveGroups(changed);
        if (this.layout.groups.slice(changed).some(({ design }) => design?.page_break))
          this.breakPage(changed);
      }
      groups.open(changed, batch, row);
      this.groupTexts?.open(changed, batch, row);
      this.paintGroupHeads(changed);
    }
    groups.add(batch, at, row);
  }

  private breakPage(level: number): void {
    this.pages.trail = this.trailOf(level);
    this.pages.turn();
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
    const said = this.groupTexts?.header(depth) ?? `${label}: ${this.groups.nameOf(depth, this.info.locale)}`;
    const size = depth === 0 ? geometry.fontSize + 1 : geometry.fontSize;
    const style = { size, isBold: true, color: depth === 0 ? ACCENT : INK };
    const y = pages.y - this.headHeight + geometry.fontSize * 0.5;
    const indent = depth * INDENT;
    const isLtr = this.layout.direction === 'ltr';
    const ruler = this.ruler.between(
      geometry.left + (isLtr ? indent : 0),
      geometry.right - (isLtr ? 0 : indent),
    );
    for (const { text } of pages.panels) ruler.line(text, said, y, style, 'start');
    const [panel] = pages.panels;
    if (depth === 0 && panel) this.pdf.outline.add(said, panel.id, pages.y);
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
    const said = this.groupTexts?.footer(depth, totals.rows) ?? null;
    const name = said ?? this.phrases.subtotal;
    const label = { name, of: said === null ? of : () => '' };
    const lines = this.linesOf((_, position) => totals.figure(position), label, depth);
    // Without totals the footer still says how many rows the group has.
    if (lines.length > 0) return lines;
    return [{ label: said ?? `${name} ${of(null)}`, least: '', values: [] }];
  }

  private grandLines({ totals }: DatasetTrailer): TotalLine[] {
    const label = { name: this.phrases.grand_total, of: () => '' };
    return this.linesOf(({ key }) => figureOf(totals[key]), label, null);
  }

  private linesOf(
    figure: (total: PlacedTotal, position: number) => Figure,
    of: TotalsOf,
    level: number | null,
  ): TotalLine[] {
    const { totals, currencies } = this.groups;
    const positions = shownTotals(totals, this.layout, this.table.design, level);
    const shown = positions.map((position) => totals[position]!);
    const figures = positions.map((position) => figure(totals[position]!, position));
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
