import { type ChartFigures, type FilledGrid, fitGrid, type Typesetter } from '@galley/layout';
import { drawChart } from '../../chart/draw-chart.js';
import type { DrawingResources } from '../draw/drawing-resources.js';
import { Pen } from '../draw/pen.js';
import { type FlowLook, flowText, flowHeight } from './flow-text.js';
import { drawGrid } from './grid-block.js';
import { chartAlt } from '../tags/chart-alt.js';
import { tagged } from '../tags/page-tags.js';
import type { PageSet } from './page-set.js';

/** Points between blocks. */
const GAP = 10;
const NOTE: FlowLook = { size: 8.5, line_spacing: 1.1, least_lines: 1 };

/** A chart whose place on a page is kept while its rows are read. */
export interface KeptPlace {
  readonly form: string;
  readonly width: number;
  readonly height: number;
}

/** What stands above and below the rows of a table: charts, crosstabs, notes. Each goes to a page it fits on. */
export class PageBlocks {
  constructor(
    private readonly pages: PageSet,
    private readonly resources: DrawingResources,
    private readonly typesetter: Typesetter,
  ) {}

  /** Keeps a place as wide as the page; a higher one than the page is made to fit. */
  keep(height: number, alt: string): KeptPlace {
    const { pages } = this;
    const { left, right, top, bottom } = pages.geometry;
    const fitting = Math.min(height, (top - bottom) * 0.8);
    pages.ensure(fitting + GAP);
    pages.y -= fitting + GAP / 2;
    const form = this.resources.pdf.declareForm();
    const [panel] = pages.panels;
    if (panel) {
      const { tags, graphics } = panel;
      tagged(tags, graphics, 'Figure', () => graphics.form(form, left, pages.y), { alt });
    }
    pages.y -= GAP / 2;
    return { form, width: right - left, height: fitting };
  }

  /** Draws a chart into the place kept for it. */
  fill({ form, width, height }: KeptPlace, figures: ChartFigures): void {
    const pen = new Pen(this.resources, height, () => undefined);
    drawChart(pen, figures, { x: 0, y: 0, width, height });
    this.resources.pdf.writeForm(form, [0, 0, width, height], pen.canvas);
  }

  chart(figures: ChartFigures, height: number): void {
    this.pages.y -= GAP / 2;
    this.fill(this.keep(height, chartAlt(figures.design)), figures);
  }

  grid(grid: FilledGrid): void {
    this.pages.y -= GAP;
    drawGrid(this.pages, fitGrid(grid, this.typesetter));
  }

  /** A paragraph in the Markdown subset, split over pages where it must be. */
  note(text: string): void {
    this.pages.y -= GAP;
    this.flow(text, NOTE);
  }

  /** Text in the Markdown subset from here on, over as many pages as it takes. */
  flow(text: string, look: FlowLook): void {
    flowText(this.pages, this.typesetter, text, look);
  }

  /** Points that `flow` takes where the page does not end. */
  heightOf(text: string, look: FlowLook): number {
    return flowHeight(this.pages, this.typesetter, text, look);
  }
}
