import type { Column, RowCells } from '@galley/dataset';
import type { CellStyle, DocumentInfo } from '@galley/layout';
import type { RowScope } from '../../groups/row-scope.js';
import type { PdfDocument } from '../document/pdf-document.js';
import { CellLooks } from '../../groups/cell-looks.js';
import { columnFormats } from './column-formats.js';
import { rowHeight } from './geometry.js';
import { LastRow } from './last-row.js';
import { drawLookBoxes } from './look-boxes.js';
import type { PageSet } from './page-set.js';
import { ZEBRA_FILL } from './palette.js';
import { RowWriter } from './row-writer.js';

/** Paints rows where they fit: text first, then, when its height is known, what lies under it. */
export class RowPainter {
  private readonly writers: readonly RowWriter[];
  private readonly last: LastRow;
  private readonly looks: CellLooks | null;

  constructor(
    pdf: PdfDocument,
    private readonly pages: PageSet,
    columns: readonly Column[],
    info: DocumentInfo,
    scope: RowScope,
  ) {
    const { geometry } = pages;
    const formats = columnFormats(columns, geometry.layout, info);
    const font = pdf.fonts.latin(false);
    this.writers = pages.panels.map(
      (panel) => new RowWriter(panel.text, pdf.text, font, geometry, panel.columns, formats),
    );
    this.last = new LastRow(pages);
    this.looks = CellLooks.of(geometry.layout, scope);
  }

  /** Paints the row at `at`, which `row` has read. */
  paint(batch: Buffer, at: number, row: RowCells): void {
    const { pages, last } = this;
    const { geometry } = pages;
    pages.ensure(rowHeight(geometry, 1));
    last.mark(batch, at);
    this.looks?.read(batch, row);
    const height = rowHeight(geometry, this.write(batch, row));
    if (!pages.fits(height)) {
      last.rewind();
      pages.turn();
      last.mark(batch, at);
      this.write(batch, row);
    }
    if (pages.rows % 2 === 1) this.shade(height);
    if (this.styles) drawLookBoxes(pages.panels, geometry, this.styles, pages.y, height);
    pages.rows++;
    pages.y -= height;
  }

  /** Takes the last row along to the next page, unless it is the only one on its page. */
  moveLast(row: RowCells): void {
    const { pages, last } = this;
    const { batch, at } = last;
    if (!batch || pages.rows < 2) return;
    last.rewind();
    pages.turn();
    row.read(batch, at);
    this.paint(batch, at, row);
  }

  private write(batch: Buffer, row: RowCells): number {
    let lines = 1;
    const y = this.pages.y - this.pages.geometry.baseline;
    for (let panel = 0; panel < this.writers.length; panel++) {
      lines = Math.max(
        lines,
        this.writers[panel]!.write(batch, row, y, this.styles, this.pages.panels[panel]!.tags),
      );
    }
    return lines;
  }

  private get styles(): readonly (CellStyle | null)[] | null {
    return this.looks?.styles ?? null;
  }

  private shade(height: number): void {
    for (const { graphics, left, right } of this.pages.panels) {
      graphics.rectangle(left, this.pages.y - height, right - left, height, ZEBRA_FILL);
    }
  }
}
