import { CELL_PADDING, type DocumentInfo, formatInstant, type PhraseTable } from '@galley/layout';
import type { Canvas } from '../document/canvas.js';
import type { TextSetter } from '../text/text-setter.js';
import { breakLines } from '../text/line-breaker.js';
import { type Geometry, panelEdges, type PlacedColumn } from './geometry.js';
import type { PageCount } from './page-count.js';
import { ACCENT, HEADER_FILL, INK, MUTED, RULE } from './palette.js';
import type { Ruler, TextStyle } from './ruler.js';

const ORGANIZATION: TextStyle = { size: 9, isBold: true, color: MUTED };
const TITLE: TextStyle = { size: 17, isBold: true, color: ACCENT };
const SUBTITLE: TextStyle = { size: 10.5, color: INK };
const DETAIL: TextStyle = { size: 8, color: MUTED };
const RUNNING: TextStyle = { size: 7.5, color: MUTED };
const MAX_LABEL_LINES = 3;
const LEADING = 1.3;
/** From the footer's baseline to its rule; Arabic vowel signs stand high. */
const RULE_ABOVE = 12;

/** What stands on every page around the rows. */
export class PageFrame {
  private readonly generated: string;

  constructor(
    private readonly info: DocumentInfo,
    private readonly phrases: PhraseTable,
    private readonly geometry: Geometry,
    private readonly ruler: Ruler,
    private readonly setter: TextSetter,
    private readonly pageCount: PageCount,
  ) {
    this.generated = `${phrases.generated} ${formatInstant(info.generated_at, info.locale, info.timezone)}`;
  }

  /** Organization, title, subtitle, parameters, time; returns the height below them. */
  drawTitle(canvas: Canvas): number {
    let y = this.geometry.top;
    const paragraph = (text: string | null, style: TextStyle, maxLines: number, gap: number): void => {
      if (!text) return;
      y -= gap;
      for (const line of this.ruler.break(text, style, maxLines)) {
        y -= style.size * LEADING;
        this.ruler.line(canvas, line, y + style.size * 0.25, style, 'start');
      }
    };
    paragraph(this.info.organization, ORGANIZATION, 2, 0);
    paragraph(this.info.title, TITLE, 3, 2);
    paragraph(this.info.subtitle, SUBTITLE, 3, 1);
    paragraph(this.parameterText(), DETAIL, 6, 3);
    paragraph(this.generated, DETAIL, 1, 1);
    return y - 8;
  }

  /** The title again, small, on pages after the first. */
  drawRunningTitle(canvas: Canvas): number {
    const y = this.geometry.top - RUNNING.size;
    const half = (this.geometry.right - this.geometry.left) / 2 - 6;
    this.ruler.line(canvas, this.info.title, y, RUNNING, 'start', half);
    this.ruler.line(canvas, this.info.organization, y, RUNNING, 'end', half);
    return y - 7;
  }

  drawFooter(graphics: Canvas, text: Canvas, page: number): void {
    const { left, right, layout } = this.geometry;
    const y = layout.page.margin;
    graphics.line(left, y + RULE_ABOVE, right, y + RULE_ABOVE, 0.4, RULE);
    this.pageCount.draw(text, page, y);
    this.ruler.line(text, this.generated, y, RUNNING, 'end', (right - left) / 2);
  }

  /** Column labels at the bottom of a tinted band; returns the height below it. */
  drawColumns(graphics: Canvas, text: Canvas, columns: readonly PlacedColumn[], top: number): number {
    const { fontSize, lineHeight, baseline } = this.geometry;
    const labels = columns.map(({ column, room }) =>
      breakLines(column.label, { isBold: true, width: room, maxLines: MAX_LABEL_LINES }),
    );
    const most = Math.max(1, ...labels.map((lines) => lines.length));
    const height = fontSize * 1.9 + (most - 1) * lineHeight;
    const [left, right] = panelEdges(columns, this.geometry);
    graphics.rectangle(left, top - height, right - left, height, HEADER_FILL);
    graphics.line(left, top - height, right, top - height, 0.8, ACCENT);
    text.useFill(ACCENT);
    columns.forEach((placed, index) => {
      const lines = labels[index] ?? [];
      lines.forEach((label, at) => {
        const line = this.setter.line(label, true);
        const width = (line.width * fontSize) / 1000;
        const isRight = placed.column.align === 'right';
        const x = isRight ? placed.right - CELL_PADDING - width : placed.left + CELL_PADDING;
        text.text(
          line,
          x,
          top - baseline - fontSize * 0.1 - (most - lines.length + at) * lineHeight,
          fontSize,
        );
      });
    });
    return top - height;
  }

  private parameterText(): string | null {
    const { parameters } = this.info;
    if (parameters.length === 0) return null;
    return `${this.phrases.parameters}: ${parameters.map(({ label, value }) => `${label}: ${value}`).join('  ·  ')}`;
  }
}
