import { Canvas } from '../document/canvas.js';
import type { PdfDocument } from '../document/pdf-document.js';
import { type Geometry, panelEdges, type PlacedColumn } from './geometry.js';
import { MUTED } from './palette.js';
import type { PageFrame } from './page-frame.js';
import type { Ruler } from './ruler.js';

/** The open page of one panel. Fills and lines lie under the text, so rows can be drawn before their height is known. */
export interface PanelPage {
  readonly columns: readonly PlacedColumn[];
  readonly left: number;
  readonly right: number;
  readonly graphics: Canvas;
  readonly text: Canvas;
  id: number;
}

/** The pages being drawn, one per panel, all at the same height. */
export class PageSet {
  /** The open pages: one per panel, or the first alone where no columns are shown. */
  panels: readonly PanelPage[];
  private readonly all: readonly PanelPage[];
  /** Where the next row begins; points from the bottom. */
  y = 0;
  /** Rows on the open page, for the zebra. */
  rows = 0;
  /** The open groups' values, repeated at the top of a page that continues them. */
  trail = '';
  /** False after the table: no column labels on pages that hold closing lines only. */
  showsColumns = true;
  private count = 0;

  constructor(
    private readonly pdf: PdfDocument,
    readonly geometry: Geometry,
    private readonly frame: PageFrame,
    private readonly ruler: Ruler,
  ) {
    this.all = geometry.panels.map((columns) => {
      const [left, right] = panelEdges(columns, geometry);
      return { columns, left, right, graphics: new Canvas(), text: new Canvas(), id: 0 };
    });
    this.panels = this.all;
  }

  /** Starts the next pages. */
  open(): void {
    this.panels = this.showsColumns ? this.all : this.all.slice(0, 1);
    const starts = this.panels.map((panel) => {
      panel.id = this.pdf.allocatePage();
      const top =
        this.count === 0 ? this.frame.drawTitle(panel.text) : this.frame.drawRunningTitle(panel.text);
      if (!this.showsColumns) return top;
      return this.frame.drawColumns(panel.graphics, panel.text, panel.columns, top);
    });
    this.count++;
    this.y = Math.min(...starts);
    this.rows = 0;
    if (this.trail !== '') this.drawTrail();
  }

  /** Finishes the open pages. */
  close(): void {
    const { page } = this.geometry.layout;
    for (const panel of this.panels) {
      this.frame.drawFooter(panel.graphics, panel.text, this.pdf.pageCount + 1);
      this.pdf.addPage(panel.id, page.width, page.height, [panel.graphics, panel.text]);
    }
  }

  turn(): void {
    this.close();
    this.open();
  }

  fits(height: number): boolean {
    return this.y - height >= this.geometry.bottom;
  }

  /** Turns the page unless `height` fits on it. */
  ensure(height: number): void {
    if (!this.fits(height)) this.turn();
  }

  private drawTrail(): void {
    const { fontSize } = this.geometry;
    const style = { size: fontSize * 0.9, color: MUTED };
    for (const { text } of this.panels)
      this.ruler.line(text, this.trail, this.y - fontSize * 1.1, style, 'start');
    this.y -= fontSize * 1.6;
  }
}
