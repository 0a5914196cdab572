import { type DatasetTrailer, RowCells } from '@galley/dataset';
import type { DocumentInfo, PhraseTable, TableLayout } from '@galley/layout';
import type { TableGroups } from '../../groups/table-groups.js';
import type { PdfDocument } from '../document/pdf-document.js';
import { chartAlt } from '../tags/chart-alt.js';
import { tagged } from '../tags/page-tags.js';
import { Closing } from './closing.js';
import { columnFormats } from './column-formats.js';
import { type Geometry, rowHeight } from './geometry.js';
import { FooterLines } from './footer-lines.js';
import { GroupTexts } from '../../groups/group-texts.js';
import type { KeptPlace, PageBlocks } from './page-blocks.js';
import type { PageSet } from './page-set.js';
import type { PaintedTable } from './painted-table.js';
import { ACCENT, INK, MUTED } from './palette.js';
import { RowPainter } from './row-painter.js';
import type { Ruler } from './ruler.js';
import type { DrawnSection } from './section-context.js';
import { type SectionStage, sectionStage } from './section-stage.js';
import { TotalsRows } from './totals-row.js';

/** Rows that stay with the group header above them. */
const KEEP_ROWS = 2;
const INDENT = 9;
/** Rows that fit below the column labels, or these stand on the next page. */
const LEAST_ROWS = 6;
/** Rows that fit below the titles of a section, or these stand on the next page. */
const LEAST_BELOW = 3;
/** Space below the footers of groups, in font sizes. */
const GROUP_GAP = 0.4;

/** Paints the *auto* document: rows as they come, pages as they fill, totals where groups end. */
export class TablePainter {
  private readonly stage: SectionStage;
  private readonly pdf: PdfDocument;
  private readonly info: DocumentInfo;
  private readonly layout: TableLayout;
  private readonly groups: TableGroups;
  private readonly geometry: Geometry;
  private readonly phrases: PhraseTable;
  private readonly ruler: Ruler;
  private readonly pages: PageSet;
  private readonly rows: RowPainter;
  private readonly totals: TotalsRows;
  private readonly lines: FooterLines;
  private readonly row: RowCells;
  private readonly blocks: PageBlocks;
  private readonly groupTexts: GroupTexts | null;
  /** Places of the charts above the rows. */
  private readonly kept: readonly KeptPlace[];

  constructor(private readonly table: PaintedTable) {
    const { resources, header, layout, groups, design } = table;
    const { columns } = header;
    const { pdf } = resources;
    this.stage = sectionStage({ ...table, columns });
    const { info, geometry, scope } = this.stage;
    this.pdf = pdf;
    this.info = info;
    this.layout = layout;
    this.groups = groups;
    this.geometry = geometry;
    this.phrases = this.stage.phrases;
    this.ruler = this.stage.ruler;
    this.pages = this.stage.pages;
    this.rows = new RowPainter(pdf, this.pages, columns, info, scope);
    const formats = columnFormats(columns, layout, info);
    this.totals = new TotalsRows(geometry, pdf.text, this.ruler, formats, info.locale);
    this.lines = new FooterLines(groups, layout, design, info, this.phrases);
    this.row = new RowCells(columns.length);
    this.groupTexts = GroupTexts.of(layout.groups, columns, info);
    this.blocks = this.stage.blocks;
    this.kept = this.begin();
  }

  /** Opens the first page with the places of the charts above the rows. */
  private begin(): KeptPlace[] {
    const { pages } = this;
    const { design, figures } = this.table;
    const heights = figures?.heights('before') ?? [];
    pages.showsColumns = design.show_rows && heights.length === 0;
    pages.begin(this.leastHeight(heights));
    const designs = design.charts.filter(({ at }) => at === 'before').map((chart) => chartAlt(chart.design));
    const kept = heights.map((height, at) => this.blocks.keep(height, designs[at] ?? ''));
    if (design.show_rows && kept.length > 0) pages.startColumns(LEAST_ROWS * rowHeight(this.geometry, 1));
    return kept;
  }

  /** Points that the section takes below its titles before it may go on to another page. */
  private leastHeight([chart]: readonly number[]): number {
    const { fontSize, lineHeight, top, bottom } = this.geometry;
    if (chart !== undefined) return Math.min(chart, (top - bottom) * 0.8) + 2 * fontSize;
    const labels = fontSize * 2 + lineHeight;
    return labels + this.layout.groups.length * this.headHeight + LEAST_BELOW * rowHeight(this.geometry, 1);
  }

  /** Paints a batch of DataRow messages; waits for as long as the sink is behind. */
  async paint(batch: Buffer): Promise<void> {
    if (!this.table.design.show_rows) return;
    const isGrouped = this.groups.levels.length > 0;
    for (let at = 0; at < batch.length;) {
      const next = this.row.read(batch, at);
      if (isGrouped) this.enterGroups(batch, at);
      this.rows.paint(batch, at, this.row);
      at = next;
      if (this.pdf.isBusy) await this.pdf.room();
    }
  }

  /**
   * Paints what follows the last row. The closing lines stay on the page of what they close. Throws
   * `ControlTotalsError` when the database formed other groups.
   */
  finish(trailer: DatasetTrailer): DrawnSection {
    const { design, figures } = this.table;
    const closing = new Closing(this.ruler, trailer, this.info, this.phrases, design.closing);
    const hasMore = figures !== null || design.notes.length > 0;
    if (design.show_rows) this.finishRows(trailer, hasMore ? 0 : closing.height);
    this.pages.trail = '';
    if (hasMore) this.paintBlocks();
    closing.draw(this.pages);
    return { leaf: this.pages.leave(), complete: () => this.stage.complete() };
  }

  /** Totals of the groups that are open and of all; `after` points stay free below them. */
  private finishRows(trailer: DatasetTrailer, after: number): void {
    const grand = this.lines.ofTable(trailer);
    this.leaveGroups(0, grand.length > 0 ? 0 : after);
    this.groups.verify(trailer);
    this.pages.trail = '';
    if (trailer.summary.row_count === 0) this.paintEmpty();
    else if (grand.length > 0) this.totals.draw(this.pages, grand, true, after);
    else if (!this.pages.fits(after) && this.groups.levels.length === 0) this.rows.moveLast(this.row);
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
    for (const { text, tags } of pages.panels) {
      tagged(tags, text, 'TD', () => ruler.line(text, said, y, style, 'start'), { row: tags?.nextRow() });
    }
    const [panel] = pages.panels;
    const level = this.table.design.part ? 1 : 0;
    if (depth === 0 && panel) this.pdf.outline.add(said, panel.id, pages.y, level);
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
      const said = this.groupTexts?.footer(depth, groups.levels[depth]?.totals.rows ?? 0) ?? null;
      this.totals.draw(
        pages,
        this.lines.ofGroup(depth, said),
        false,
        depth === from && after > 0 ? after + gap : 0,
      );
    }
    pages.y -= gap;
  }

  private paintEmpty(): void {
    const style = { size: this.geometry.fontSize + 2, color: MUTED };
    this.pages.y -= style.size * 2.4;
    const [panel] = this.pages.panels;
    if (panel) {
      tagged(panel.tags, panel.text, 'P', () =>
        this.ruler.line(panel.text, this.phrases.no_rows, this.pages.y, style, 'start'),
      );
    }
    this.pages.y -= style.size;
  }

  private trailOf(levels: number): string {
    if (levels === 0) return '';
    const names = [...this.groups.levels.keys()].slice(0, levels);
    const path = names.map((level) => this.groups.nameOf(level, this.info.locale)).join(' › ');
    return `${path} (${this.phrases.continued})`;
  }
}
