import { type DocumentInfo, formatInstant, type PhraseTable } from '@galley/layout';
import type { Canvas } from '../document/canvas.js';
import { drawItem } from '../draw/draw-item.js';
import type { PanelPage } from './panel-page.js';
import type { PartHead } from './part-head.js';
import type { RunningTexts } from './running-texts.js';
import { artifact, type PageTags, tagged } from '../tags/page-tags.js';
import type { TextSetter } from '../text/text-setter.js';
import { breakLines } from '../text/line-breaker.js';
import { type Geometry, panelEdges, type PlacedColumn, startOf } from './geometry.js';
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

/** A logo is at most as large as this, in points. */
const LOGO = { width: 120, height: 42 };
/** From the small title at the head of a page to what follows: labels in their band, or text. */
const RUNNING_BELOW = 7;
const PART_BELOW = 12;
/** From the text at the head of every page to what follows. */
const HEADER_HEIGHT = 18;

/** What the layout's author puts in place of the product's own head and foot, and the organization's logo. */
export interface OwnTexts {
  readonly header: RunningTexts | null;
  readonly footer: RunningTexts | null;
  readonly logo: Buffer | null;
  /** Titles of one section of several; null = the document's own title opens it. */
  readonly part: PartHead | null;
}

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
    private readonly own: OwnTexts,
  ) {
    this.generated = `${phrases.generated} ${formatInstant(info.generated_at, info.locale, info.timezone)}`;
  }

  /** Organization, title, subtitle, parameters, time; returns the height below them. */
  drawTitle(panel: PanelPage, page: number): number {
    const { text: canvas, pen, tags } = panel;
    const { part } = this.own;
    if (part)
      return part.draw(
        panel,
        artifact(tags, canvas, () => this.drawRunningTitle(canvas, page)),
      );
    const top = artifact(tags, canvas, () => this.drawHeader(canvas, page));
    const { logo } = this.own;
    const { left, right, layout } = this.geometry;
    const isLtr = layout.direction === 'ltr';
    const aside = logo ? LOGO.width + 12 : 0;
    const ruler = this.ruler.between(left + (isLtr ? 0 : aside), right - (isLtr ? aside : 0));
    if (logo) {
      const x = isLtr ? right - LOGO.width : left;
      const frame = { ...LOGO, x, y: pen.pageHeight - top };
      const draw = (): void =>
        drawItem(pen, { ...LOGO_LOOK, bytes: logo, frame, align: isLtr ? 'right' : 'left' });
      tagged(tags, pen.canvas, 'Figure', draw, { alt: this.info.organization });
    }
    let y = top;
    const paragraph = (text: string | null, style: TextStyle, maxLines: number, gap: number): void => {
      if (!text) return;
      y -= gap;
      tagged(tags, canvas, style === TITLE ? 'H1' : 'P', () => {
        for (const line of ruler.break(text, style, maxLines)) {
          y -= style.size * LEADING;
          ruler.line(canvas, line, y + style.size * 0.25, style, 'start');
        }
      });
    };
    paragraph(this.info.organization, ORGANIZATION, 2, 0);
    paragraph(this.info.title, TITLE, 3, 2);
    paragraph(this.info.subtitle, SUBTITLE, 3, 1);
    paragraph(this.parameterText(), DETAIL, 6, 3);
    paragraph(this.generated, DETAIL, 1, 1);
    return Math.min(y, top - (logo ? LOGO.height : 0)) - 8;
  }

  /** Points that the titles of a section among others take. */
  get partHeight(): number {
    return this.own.part?.height ?? 0;
  }

  /** The titles of a section that goes on below another; returns the height below them. */
  drawPart(panel: PanelPage, top: number): number {
    return this.own.part?.draw(panel, top) ?? top;
  }

  /** The title again, small, on pages after the first. */
  drawRunningTitle(canvas: Canvas, page: number): number {
    if (this.own.header) return this.drawHeader(canvas, page);
    const y = this.geometry.top - RUNNING.size;
    const half = (this.geometry.right - this.geometry.left) / 2 - 6;
    this.ruler.line(canvas, this.info.title, y, RUNNING, 'start', half);
    this.ruler.line(canvas, this.info.organization, y, RUNNING, 'end', half);
    return y - (this.own.part ? PART_BELOW : RUNNING_BELOW);
  }

  drawFooter(graphics: Canvas, text: Canvas, page: number): void {
    const { left, right, layout } = this.geometry;
    const y = layout.page.margin;
    graphics.line(left, y + RULE_ABOVE, right, y + RULE_ABOVE, 0.4, RULE);
    if (this.own.footer) return this.own.footer.draw(text, page, y);
    this.pageCount.draw(text, page, y);
    this.ruler.line(text, this.generated, y, RUNNING, 'end', (right - left) / 2);
  }

  /** Column labels at the bottom of a tinted band; returns the height below it. */
  drawColumns({ graphics, text, columns }: PanelPage, top: number, tags: PageTags | null): number {
    const { fontSize, lineHeight, baseline } = this.geometry;
    const labels = columns.map(({ column, room }) =>
      breakLines(column.label, { isBold: true, width: room, maxLines: MAX_LABEL_LINES }),
    );
    const most = Math.max(1, ...labels.map((lines) => lines.length));
    const height = fontSize * 1.9 + (most - 1) * lineHeight;
    const [left, right] = panelEdges(columns, this.geometry);
    graphics.rectangle(left, top - height, right - left, height, HEADER_FILL);
    graphics.line(left, top - height, right, top - height, 0.8, ACCENT);
    const row = tags?.nextRow() ?? 0;
    const drawLabel = (placed: PlacedColumn, lines: readonly string[]): void => {
      text.useFill(ACCENT);
      lines.forEach((label, at) => {
        const line = this.setter.line(label, true);
        const width = (line.width * fontSize) / 1000;
        text.text(
          line,
          startOf(placed, width),
          top - baseline - fontSize * 0.1 - (most - lines.length + at) * lineHeight,
          fontSize,
        );
      });
    };
    columns.forEach((placed, index) => {
      tagged(tags, text, 'TH', () => drawLabel(placed, labels[index] ?? []), { row });
    });
    return top - height;
  }

  /** The author's text at the head of every page; returns the height below it. */
  private drawHeader(canvas: Canvas, page: number): number {
    const { top } = this.geometry;
    if (!this.own.header) return top;
    this.own.header.draw(canvas, page, top - RUNNING.size);
    return top - HEADER_HEIGHT;
  }

  private parameterText(): string | null {
    const { parameters } = this.info;
    if (parameters.length === 0) return null;
    return `${this.phrases.parameters}: ${parameters.map(({ label, value }) => `${label}: ${value}`).join('  ·  ')}`;
  }
}

const LOGO_LOOK = {
  kind: 'picture',
  box: { fill: null, border: null },
  link: null,
  fit: 'zoom',
  angle: 0,
  transparency: 0,
  grayscale: false,
  vertical: 'top',
} as const;
