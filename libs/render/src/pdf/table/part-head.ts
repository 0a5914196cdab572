import { tagged } from '../tags/page-tags.js';
import type { PanelPage } from './panel-page.js';
import { ACCENT, INK } from './palette.js';
import type { Ruler, TextStyle } from './ruler.js';

const TITLE: TextStyle = { size: 14, isBold: true, color: ACCENT };
const SUBTITLE: TextStyle = { size: 9.5, color: INK };
const MAX_LINES = 3;
const LEADING = 1.3;
/** Points above a title that opens a page, and below the last line. */
const ABOVE = 4;
const BELOW = 7;

interface HeadLines {
  readonly lines: readonly string[];
  readonly style: TextStyle;
}

/** Title and subtitle of a section that is one of several. */
export class PartHead {
  /** Points. */
  readonly height: number;
  private readonly texts: readonly HeadLines[];

  constructor(
    private readonly ruler: Ruler,
    title: string | null,
    subtitle: string | null,
  ) {
    const broken = (text: string | null, style: TextStyle): HeadLines[] =>
      text ? [{ lines: ruler.break(text, style, MAX_LINES), style }] : [];
    this.texts = [...broken(title, TITLE), ...broken(subtitle, SUBTITLE)];
    const lines = this.texts.reduce((sum, one) => sum + one.lines.length * one.style.size * LEADING, 0);
    this.height = lines > 0 ? ABOVE + lines + BELOW : 0;
  }

  /** Draws below `top`; returns the height below it. */
  draw({ text: canvas, tags }: PanelPage, top: number): number {
    let y = top - ABOVE;
    for (const { lines, style } of this.texts) {
      tagged(tags, canvas, style === TITLE ? 'H1' : 'P', () => {
        for (const line of lines) {
          y -= style.size * LEADING;
          this.ruler.line(canvas, line, y + style.size * 0.25, style, 'start');
        }
      });
    }
    return this.height > 0 ? y - BELOW : top;
  }
}
