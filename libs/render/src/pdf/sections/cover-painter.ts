import type { HorizontalAlign, PlacedText, TableLayout } from '@galley/layout';
import type { Color } from '../document/canvas.js';
import type { PageDecoration } from '../document/pdf-document.js';
import { drawItem } from '../draw/draw-item.js';
import type { DrawingResources } from '../draw/drawing-resources.js';
import { linkAnnotation } from '../draw/link-annotation.js';
import { PdfTypesetter } from '../draw/pdf-typesetter.js';
import { Pen } from '../draw/pen.js';
import { drawText } from '../draw/text/draw-text.js';
import { ACCENT, ALERT, INK, MUTED, RULE } from '../table/palette.js';
import type { CoverTexts } from '../../pages/cover-texts.js';
import type { SectionStart } from '../table/section-context.js';
import { hasRtl } from '../text/visual-order.js';
import { tagged, type TagType } from '../tags/page-tags.js';

const MARGIN = 60;
const LOGO = { width: 190, height: 72 };
/** Part of the page above the title, where what is below it has room. */
const TITLE_AT = 0.3;
const GAPS = { above_title: 24, above_subtitle: 10, above_bar: 12, below_bar: 28 };
const BAR = { width: 64, height: 3 };
/** Part of a fact's line that its label takes. */
const LABEL_SHARE = 0.32;
const FACT_PADDING = 6;
const STAMP_PADDING = { x: 12, y: 7 };

interface Look {
  readonly size: number;
  readonly bold?: boolean;
  readonly color: Color;
  readonly tag?: TagType;
}

const ORGANIZATION: Look = { size: 12, bold: true, color: MUTED };
const TITLE: Look = { size: 28, bold: true, color: ACCENT, tag: 'H1' };
const SUBTITLE: Look = { size: 14, color: INK };
const LABEL: Look = { size: 10, color: MUTED };
const VALUE: Look = { size: 10.5, color: INK };
const STAMP: Look = { size: 14, bold: true, color: ALERT };
const GENERATED: Look = { size: 8, color: MUTED };

/** Draws a cover from the top down; facts that have no room go on on another page. */
export class CoverPainter {
  /** Where the cover begins. */
  readonly start: SectionStart;
  private readonly typesetter = new PdfTypesetter();
  private readonly links: number[] = [];
  private readonly pen: Pen;
  private readonly isRtl: boolean;
  private pageId: number;
  /** From the top of the page. */
  private y = MARGIN;

  constructor(
    private readonly resources: DrawingResources,
    private readonly layout: TableLayout,
    private readonly decoration: PageDecoration | null,
  ) {
    const { pdf } = resources;
    const { height } = layout.page;
    this.isRtl = layout.direction === 'rtl';
    this.pageId = pdf.allocatePage();
    this.start = { pageId: this.pageId, page: pdf.pageCount + 1, y: height };
    this.pen = new Pen(resources, height, (frame, target) => {
      const link = linkAnnotation(frame, target, height, '');
      if (link !== null) this.links.push(pdf.object(link));
    });
  }

  draw(texts: CoverTexts, picture: Buffer | null): void {
    const { height } = this.layout.page;
    if (texts.stamp !== null) this.stamp(texts.stamp);
    if (picture) this.logo(picture, texts.organization);
    else this.text(texts.organization, ORGANIZATION);
    // One fact on a page of its own looks like a mistake: the title gives way first, and a point more for what adding up loses.
    const title = Math.min(height * TITLE_AT, this.floor - this.heightBelow(texts) - 1);
    this.y = Math.max(this.y + GAPS.above_title, title);
    this.text(texts.title, TITLE);
    this.y += GAPS.above_subtitle;
    if (texts.subtitle !== null) this.text(texts.subtitle, SUBTITLE);
    this.y += GAPS.above_bar;
    const x = this.isRtl ? this.right - BAR.width : this.left;
    this.pen.canvas.rectangle(x, height - this.y - BAR.height, BAR.width, BAR.height, ACCENT);
    this.y += BAR.height + GAPS.below_bar;
    for (const fact of texts.facts) this.fact(fact);
    this.y = height - MARGIN - 10;
    this.text(texts.generated, GENERATED);
    this.close();
  }

  /** From the top of the title to the end of the last fact. */
  private heightBelow({ title, subtitle, facts }: CoverTexts): number {
    const width = this.right - this.left;
    const gaps = GAPS.above_subtitle + GAPS.above_bar + BAR.height + GAPS.below_bar;
    return (
      this.heightOf(title, TITLE, width) +
      (subtitle === null ? 0 : this.heightOf(subtitle, SUBTITLE, width)) +
      facts.reduce((sum, fact) => sum + this.factCells(fact).height, gaps)
    );
  }

  private factCells({ label, value }: CoverTexts['facts'][number]) {
    const width = this.right - this.left;
    const labelWidth = width * LABEL_SHARE;
    const cells = [
      { text: label, look: LABEL, width: labelWidth - 10, before: 0 },
      { text: value, look: VALUE, width: width - labelWidth, before: labelWidth },
    ].map((cell) => ({ ...cell, height: this.heightOf(cell.text, cell.look, cell.width) }));
    return { cells, height: Math.max(...cells.map((cell) => cell.height)) + 2 * FACT_PADDING };
  }

  private fact(fact: CoverTexts['facts'][number]): void {
    const { cells, height } = this.factCells(fact);
    if (this.y + height > this.floor) this.turn();
    for (const { text, look, width: room, before, height: own } of cells) {
      const x = this.isRtl ? this.right - before - room : this.left + before;
      this.place(text, look, { x, y: this.y + FACT_PADDING, width: room, height: own });
    }
    this.y += height;
    const bottom = this.layout.page.height - this.y;
    this.pen.canvas.line(this.left, bottom, this.right, bottom, 0.4, RULE);
  }

  /** At the upper corner where lines end. */
  private stamp(text: string): void {
    const room = (this.right - this.left) / 2 - 2 * STAMP_PADDING.x;
    const item = this.item(text, STAMP, { x: 0, y: 0, width: room, height: 0 }, 'center');
    const width = Math.min(room, this.typesetter.width(item) + 1);
    const height = this.typesetter.height(item, width);
    const [outerWidth, outerHeight] = [width + 2 * STAMP_PADDING.x, height + 2 * STAMP_PADDING.y];
    const x = this.isRtl ? this.left : this.right - outerWidth;
    const frame = { x, y: MARGIN, width: outerWidth, height: outerHeight };
    const [red, green, blue] = ALERT;
    const color = { red, green, blue, alpha: 1 };
    this.pen.stroke(this.pen.path().rectangle(frame), { color, width: 1.6, style: 'solid' });
    const inner = { x: x + STAMP_PADDING.x, y: MARGIN + STAMP_PADDING.y, width, height };
    this.place(text, STAMP, inner, 'center');
  }

  private logo(bytes: Buffer, alt: string): void {
    const { pen, isRtl } = this;
    const x = isRtl ? this.right - LOGO.width : this.left;
    const frame = { ...LOGO, x, y: this.y };
    const draw = (): void =>
      drawItem(pen, {
        kind: 'picture',
        box: { fill: null, border: null },
        link: null,
        fit: 'zoom',
        angle: 0,
        transparency: 0,
        grayscale: false,
        vertical: 'top',
        bytes,
        frame,
        align: isRtl ? 'right' : 'left',
      });
    tagged(this.resources.pdf.tagsOf(this.pageId), pen.canvas, 'Figure', draw, { alt });
    this.y += LOGO.height;
  }

  /** Over the whole width, from where the page has got to. */
  private text(text: string, look: Look): void {
    const width = this.right - this.left;
    const height = this.heightOf(text, look, width);
    this.place(text, look, { x: this.left, y: this.y, width, height });
    this.y += height;
  }

  private place(text: string, look: Look, frame: PlacedText['frame'], align?: HorizontalAlign): void {
    const tags = this.resources.pdf.tagsOf(this.pageId);
    tagged(tags, this.pen.canvas, look.tag ?? 'P', () =>
      drawText(this.pen, this.item(text, look, frame, align)),
    );
  }

  private heightOf(text: string, look: Look, width: number): number {
    return this.typesetter.height(this.item(text, look, { x: 0, y: 0, width, height: 0 }), width);
  }

  private item(
    text: string,
    { size, bold = false, color: [red, green, blue] }: Look,
    frame: PlacedText['frame'],
    align: HorizontalAlign = this.isRtl ? 'right' : 'left',
  ): PlacedText {
    return {
      kind: 'text',
      frame,
      box: { fill: null, border: null },
      link: null,
      text,
      markup: 'plain',
      look: {
        font: { family: '', size, bold, italic: false, underline: false, strikeout: false },
        text_fill: { kind: 'solid', color: { red, green, blue, alpha: 1 } },
        align,
        vertical: 'top',
        padding: { left: 0, top: 0, right: 0, bottom: 0 },
        angle: 0,
        wrap: true,
        direction: this.isRtl && hasRtl(text) ? 'rtl' : 'auto',
        line_spacing: 1.1,
        underlines: false,
        auto_shrink: false,
      },
    };
  }

  private turn(): void {
    this.close();
    this.pageId = this.resources.pdf.allocatePage();
    this.y = MARGIN;
  }

  private close(): void {
    const { pdf } = this.resources;
    const { width, height } = this.layout.page;
    pdf.decoration = this.decoration;
    pdf.addPage(this.pageId, width, height, [this.pen.canvas], this.links.splice(0));
    pdf.decoration = null;
  }

  /** Where facts end, above the line that says when the figures were taken. */
  private get floor(): number {
    return this.layout.page.height - MARGIN - 24;
  }

  private get left(): number {
    return MARGIN;
  }

  private get right(): number {
    return this.layout.page.width - MARGIN;
  }
}
