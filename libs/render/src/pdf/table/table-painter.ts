import type { DatasetHeader, DatasetTrailer, Json } from '@galley/dataset';
import {
  countPhrase,
  type DocumentInfo,
  formatValue,
  phrasesFor,
  type PhraseTable,
  type TableLayout,
  type ValueFormat,
  valueFormat,
} from '@galley/layout';
import type { PdfDocument } from '../document/pdf-document.js';
import { drawClosing } from './closing.js';
import { type Geometry, geometryOf, rowHeight } from './geometry.js';
import { type GroupLevel, Groups } from './groups.js';
import { PageCount } from './page-count.js';
import { PageFrame } from './page-frame.js';
import { PageSet } from './page-set.js';
import { ACCENT, INK, MUTED, ZEBRA_FILL } from './palette.js';
import { RowCursor } from './row-cursor.js';
import { RowWriter } from './row-writer.js';
import { Ruler } from './ruler.js';
import { TotalsRows, type TotalValue } from './totals-row.js';

/** Rows that stay with the group header above them. */
const KEEP_ROWS = 2;
const INDENT = 9;

/** Paints the *auto* document: rows as they come, pages as they fill, totals where groups end. */
export class TablePainter {
  private readonly geometry: Geometry;
  private readonly phrases: PhraseTable;
  private readonly pageCount: PageCount;
  private readonly ruler: Ruler;
  private readonly pages: PageSet;
  private readonly formats: ReadonlyMap<number, ValueFormat>;
  private readonly writers: readonly RowWriter[];
  private readonly groups: Groups;
  private readonly totals: TotalsRows;
  private readonly row: RowCursor;

  constructor(
    private readonly pdf: PdfDocument,
    private readonly info: DocumentInfo,
    { columns }: DatasetHeader,
    private readonly layout: TableLayout,
  ) {
    const geometry = (this.geometry = geometryOf(layout));
    this.phrases = phrasesFor(info.locale);
    this.formats = new Map(columns.map((column, index) => [index, valueFormat(column, info.locale)]));
    this.pageCount = new PageCount(pdf, this.phrases, info.locale, geometry);
    this.ruler = new Ruler(pdf.text, layout.direction, geometry.left, geometry.right);
    const frame = new PageFrame(info, this.phrases, geometry, this.ruler, pdf.text, this.pageCount);
    this.pages = new PageSet(pdf, geometry, frame, this.ruler);
    const font = pdf.fonts.latin(false);
    this.writers = this.pages.panels.map(
      (panel) => new RowWriter(panel.text, pdf.text, font, geometry, panel.columns, this.formats),
    );
    this.groups = new Groups(layout, columns);
    this.totals = new TotalsRows(geometry, pdf.text, this.ruler, this.phrases, this.formats, info.locale);
    this.row = new RowCursor(columns.length);
    this.pages.open();
  }

  /** Paints a batch of DataRow messages; waits for as long as the sink is behind. */
  async paint(batch: Buffer): Promise<void> {
    for (let at = 0; at < batch.length;) {
      at = this.row.read(batch, at);
      if (this.layout.groups.length > 0) this.enterGroups(batch);
      this.paintRow(batch);
      if (this.pdf.isBusy) await this.pdf.room();
    }
  }

  /** Paints what follows the last row and writes the rest of the file. */
  async finish(trailer: DatasetTrailer): Promise<void> {
    this.leaveGroups(0);
    if (trailer.summary.row_count === 0) this.paintEmpty();
    else if (this.layout.totals.length > 0) this.paintGrandTotals(trailer);
    drawClosing(this.pages, this.ruler, trailer, this.info, this.phrases);
    this.pages.close();
    this.pageCount.write();
    await this.pdf.finish();
  }

  private paintRow(batch: Buffer): void {
    const { pages, geometry } = this;
    pages.ensure(rowHeight(geometry, 1));
    const marks = pages.panels.map(({ text }) => {
      text.beginText();
      return text.mark;
    });
    const height = rowHeight(geometry, this.writeRow(batch));
    if (!pages.fits(height)) {
      pages.panels.forEach(({ text }, index) => text.rewind(marks[index] ?? 0));
      pages.turn();
      for (const { text } of pages.panels) text.beginText();
      this.writeRow(batch);
    }
    if (pages.rows % 2 === 1) this.fillRow(height);
    pages.rows++;
    pages.y -= height;
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

  private enterGroups(batch: Buffer): void {
    const { groups, row } = this;
    const changed = groups.firstChange(batch, row);
    if (changed < groups.levels.length) {
      if (groups.isOpen) this.leaveGroups(changed);
      groups.open(changed, batch, row);
      this.paintGroupHeads(changed);
    }
    groups.add(batch, row);
  }

  private paintGroupHeads(from: number): void {
    const { pages, geometry } = this;
    const heads = this.groups.levels.slice(from);
    const height = heads.length * this.headHeight + KEEP_ROWS * rowHeight(geometry, 1);
    pages.trail = this.trailOf(this.groups.levels.slice(0, from));
    pages.ensure(height);
    heads.forEach((level, offset) => this.paintGroupHead(level, from + offset));
    pages.trail = this.trailOf(this.groups.levels);
    pages.rows = 0;
  }

  private paintGroupHead(level: GroupLevel, depth: number): void {
    const { pages, geometry } = this;
    const label = this.layout.groups[depth]?.label ?? '';
    const value = this.valueOf(level);
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

  private leaveGroups(from: number): void {
    if (!this.groups.isOpen) return;
    const { levels } = this.groups;
    for (let depth = levels.length - 1; depth >= from; depth--) {
      const level = levels[depth]!;
      const totals = this.valuesOf(level.totals());
      const count = countPhrase(this.phrases.rows, level.rows, this.info.locale);
      this.pages.trail = this.trailOf(levels.slice(0, depth + 1));
      this.totals.draw(this.pages, totals, this.phrases.subtotal, `${this.valueOf(level)} (${count})`, false);
    }
    this.pages.y -= this.geometry.fontSize * 0.4;
  }

  private paintGrandTotals({ totals }: DatasetTrailer): void {
    const values = this.layout.totals.map((request) => totals[request.as ?? request.column] ?? null);
    this.pages.trail = '';
    const rows = this.valuesOf(values.map(textOf));
    this.pages.ensure(this.totals.heightOf(rows));
    this.totals.draw(this.pages, rows, this.phrases.grand_total, '', true);
  }

  private paintEmpty(): void {
    const style = { size: this.geometry.fontSize + 2, color: MUTED };
    this.pages.y -= style.size * 2.4;
    const [panel] = this.pages.panels;
    if (panel) this.ruler.line(panel.text, this.phrases.no_rows, this.pages.y, style, 'start');
    this.pages.y -= style.size;
  }

  private valuesOf(values: readonly (string | null)[]): TotalValue[] {
    return this.layout.totals.map((request, index) => ({ request, value: values[index] ?? null }));
  }

  private valueOf(level: GroupLevel): string {
    const text = formatValue(level.value, this.formats.get(level.index) ?? { kind: 'text' });
    return text === '' ? this.phrases.empty_value : text;
  }

  private trailOf(levels: readonly GroupLevel[]): string {
    if (levels.length === 0) return '';
    return `${levels.map((level) => this.valueOf(level)).join(' › ')} (${this.phrases.continued})`;
  }
}

function textOf(value: Json): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}
