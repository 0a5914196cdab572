import { Canvas } from '../document/canvas.js';
import type { PageDecoration, PdfDocument } from '../document/pdf-document.js';
import type { DrawingResources } from '../draw/drawing-resources.js';
import { linkAnnotation } from '../draw/link-annotation.js';
import { Pen } from '../draw/pen.js';
import { artifact } from '../tags/page-tags.js';
import { type Geometry, panelEdges } from './geometry.js';
import { MUTED } from './palette.js';
import type { PageFrame } from './page-frame.js';
import type { PanelPage } from './panel-page.js';
import type { Ruler } from './ruler.js';
import { ALONE, type OpenLeaf, type SectionContext } from './section-context.js';

/** Points between a section and the titles of the next on the same page. */
const PART_GAP = 16;

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
  /** Panels whose labels were read out. */
  private labelled = 0;
  private readonly pdf: PdfDocument;

  constructor(
    resources: DrawingResources,
    readonly geometry: Geometry,
    private readonly frame: PageFrame,
    private readonly ruler: Ruler,
    private readonly context: SectionContext = ALONE,
    /** On top of each page; null = nothing. */
    private readonly decoration: PageDecoration | null = null,
  ) {
    this.pdf = resources.pdf;
    const { height } = geometry.layout.page;
    const shared = this.sharedLeaf()?.panel;
    this.all = geometry.panels.map((columns) => {
      const [left, right] = panelEdges(columns, geometry);
      if (shared) return { ...shared, columns, left, right };
      const links: number[] = [];
      const pen = new Pen(resources, height, (frame, target) => {
        const link = linkAnnotation(frame, target, height, '');
        if (link !== null) links.push(this.pdf.object(link));
      });
      return {
        columns,
        left,
        right,
        graphics: new Canvas(),
        text: new Canvas(),
        pen,
        links,
        id: 0,
        tags: null,
      };
    });
    this.panels = this.all;
  }

  /** Starts the section: below the one before it where its titles and `least` points have room, else on new pages. */
  begin(least: number): void {
    const { before } = this.context;
    const leaf = this.sharedLeaf();
    const [panel] = this.all;
    const top = (leaf?.y ?? 0) - PART_GAP;
    if (!leaf || !panel || top - this.frame.partHeight - least < this.geometry.bottom) {
      before?.close();
      return this.open();
    }
    this.count++;
    this.context.begun({ pageId: panel.id, page: this.pdf.pageCount + 1, y: top });
    this.y = this.frame.drawPart(panel, top);
    if (this.showsColumns) this.y = this.drawColumns(panel, this.y);
  }

  /** Finishes the open pages, or leaves the one there is to the next section. */
  leave(): OpenLeaf | null {
    const [panel] = this.panels;
    if (!this.context.staysOpen || !panel || this.panels.length > 1) {
      this.close();
      return null;
    }
    const { width, height } = this.geometry.layout.page;
    return { panel, width, height, y: this.y, close: () => this.close() };
  }

  /** Starts the next pages. */
  open(): void {
    this.panels = this.showsColumns ? this.all : this.all.slice(0, 1);
    const isFirst = this.count === 0;
    const starts = this.panels.map((panel) => {
      panel.id = this.pdf.allocatePage();
      panel.tags = this.pdf.tagsOf(panel.id);
      const page = this.pdf.pageCount + 1;
      if (isFirst && panel === this.panels[0]) {
        this.context.begun({ pageId: panel.id, page, y: this.geometry.top });
      }
      const top = isFirst
        ? this.frame.drawTitle(panel, page)
        : artifact(panel.tags, panel.text, () => this.frame.drawRunningTitle(panel.text, page));
      if (!this.showsColumns) return top;
      return this.drawColumns(panel, top);
    });
    this.count++;
    this.y = Math.min(...starts);
    this.rows = 0;
    if (this.trail !== '') this.drawTrail();
  }

  /** Finishes the open pages. */
  close(): void {
    const { page } = this.geometry.layout;
    this.pdf.decoration = this.decoration;
    for (const panel of this.panels) {
      const { graphics, text, pen, links, tags } = panel;
      artifact(tags, text, () => this.frame.drawFooter(graphics, text, this.pdf.pageCount + 1));
      const layers = pen.canvas.mark > 0 ? [graphics, text, pen.canvas] : [graphics, text];
      this.pdf.addPage(panel.id, page.width, page.height, layers, links.splice(0));
    }
    this.pdf.decoration = null;
  }

  /** Column labels from here on: on this page where `least` points are left below them, else on the next. */
  startColumns(least: number): void {
    this.showsColumns = true;
    const [panel] = this.panels;
    const isAlone = this.all.length === 1 && panel !== undefined;
    if (!isAlone || !this.fits(least)) return this.turn();
    this.y = this.drawColumns(panel, this.y);
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

  /** The page of the section before, where this one's are as large and no two stand side by side. */
  private sharedLeaf(): OpenLeaf | null {
    const { before } = this.context;
    const { page } = this.geometry.layout;
    const isAlike = before?.width === page.width && before.height === page.height;
    return isAlike && this.geometry.panels.length === 1 ? before : null;
  }

  /** The labels head their table where it begins; above its later pages they are repetition. */
  private drawColumns(panel: PanelPage, top: number): number {
    const isFirst = this.labelled < this.all.length;
    if (panel.tags && isFirst) this.labelled++;
    const draw = (): number => this.frame.drawColumns(panel, top, isFirst ? panel.tags : null);
    return isFirst ? draw() : artifact(panel.tags, panel.text, draw);
  }

  private drawTrail(): void {
    const { fontSize } = this.geometry;
    const style = { size: fontSize * 0.9, color: MUTED };
    for (const { text, tags } of this.panels) {
      artifact(tags, text, () => this.ruler.line(text, this.trail, this.y - fontSize * 1.1, style, 'start'));
    }
    this.y -= fontSize * 1.6;
  }
}
