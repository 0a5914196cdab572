import {
  type ChartFigures,
  type FilledGrid,
  fitGrid,
  type PlacedText,
  type Typesetter,
} from '@galley/layout';
import { drawChart } from '../../chart/draw-chart.js';
import type { DrawingResources } from '../draw/drawing-resources.js';
import { Pen } from '../draw/pen.js';
import { drawText } from '../draw/text/draw-text.js';
import { drawGrid } from './grid-block.js';
import { chartAlt } from '../tags/chart-alt.js';
import { tagged } from '../tags/page-tags.js';
import type { PageSet } from './page-set.js';

/** Points between blocks. */
const GAP = 10;
const NOTE_SIZE = 8.5;
const INK = { red: 0.12, green: 0.13, blue: 0.16, alpha: 1 };
const NO_BOX = { fill: null, border: null };

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
    const { pages, typesetter } = this;
    const { left, right, top, bottom } = pages.geometry;
    const width = right - left;
    const font = {
      family: '',
      size: NOTE_SIZE,
      bold: false,
      italic: false,
      underline: false,
      strikeout: false,
    };
    const noteOf = (words: string, y: number, height: number): PlacedText => ({
      kind: 'text',
      frame: { x: left, y, width, height },
      box: NO_BOX,
      link: null,
      text: words,
      markup: 'markdown',
      look: {
        font,
        text_fill: { kind: 'solid', color: INK },
        align: pages.geometry.layout.direction === 'rtl' ? 'right' : 'left',
        vertical: 'top',
        padding: { left: 0, top: 0, right: 0, bottom: 0 },
        angle: 0,
        wrap: true,
        direction: 'auto',
        line_spacing: 1.1,
        underlines: false,
        auto_shrink: false,
      },
    });
    pages.y -= GAP;
    for (let rest: string | null = text; rest !== null;) {
      const whole = noteOf(rest, 0, 0);
      const room = pages.y - bottom;
      const height = typesetter.height(whole, width);
      const parts: readonly [string, string] | null =
        height > room ? typesetter.split(whole, width, room) : null;
      if (height > room && !parts && room < top - bottom - 3 * GAP) {
        pages.turn();
        continue;
      }
      const shown = Math.min(parts ? room : height, room);
      const panel = pages.panels[0];
      if (panel) {
        const said = noteOf(parts?.[0] ?? rest, panel.pen.pageHeight - pages.y, shown);
        tagged(panel.tags, panel.pen.canvas, 'P', () => drawText(panel.pen, said));
      }
      pages.y -= shown;
      rest = parts?.[1] ?? null;
      if (rest !== null) pages.turn();
    }
  }
}
