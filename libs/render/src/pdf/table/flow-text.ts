import type { PlacedText, Typesetter } from '@galley/layout';
import { drawText } from '../draw/text/draw-text.js';
import { tagged, type TagType } from '../tags/page-tags.js';
import type { PageSet } from './page-set.js';
import type { Color } from '../document/canvas.js';
import { hasRtl } from '../text/visual-order.js';
import { INK } from './palette.js';

const HAS_LETTER = /\p{L}/u;
const NO_BOX = { fill: null, border: null };
const NO_PADDING = { left: 0, top: 0, right: 0, bottom: 0 };
/** Points of a page that no text can fill: what does not fit there fits nowhere. */
const UNFILLED = 30;

/** How a text that flows over pages looks. */
export interface FlowLook {
  /** Points. */
  readonly size: number;
  readonly line_spacing: number;
  readonly bold?: boolean;
  readonly color?: Color;
  /** Fewest lines of it that stand alone at the foot or the head of a page; 1 = it breaks anywhere. */
  readonly least_lines: number;
  /** True: a text without right-to-left letters stands at the left, whatever the page. */
  readonly isAlignedByText?: boolean;
  readonly tag?: TagType;
}

/** A text in the Markdown subset, over the width of the page and as many pages as it takes. */
export function flowText(pages: PageSet, typesetter: Typesetter, text: string, look: FlowLook): void {
  const { left, right, top, bottom } = pages.geometry;
  const width = right - left;
  for (let rest: string | null = text; rest !== null;) {
    const whole = placed(pages, look, rest, 0, 0);
    const room = pages.y - bottom;
    const height = isLonger(typesetter, whole, width, room) ? Infinity : typesetter.height(whole, width);
    const parts = height > room ? splitAt(typesetter, whole, width, room, look.least_lines) : null;
    if (height > room && !parts && room < top - bottom - UNFILLED) {
      pages.turn();
      continue;
    }
    const shown = Math.min(parts ? parts.height : height, room);
    const panel = pages.panels[0];
    if (panel) {
      const said = placed(pages, look, parts?.head ?? rest, panel.pen.pageHeight - pages.y, shown);
      tagged(panel.tags, panel.pen.canvas, look.tag ?? 'P', () => drawText(panel.pen, said));
    }
    pages.y -= shown;
    rest = parts?.rest ?? null;
    if (rest !== null) pages.turn();
  }
}

/** Points that a text takes over the width of the page. */
export function flowHeight(pages: PageSet, typesetter: Typesetter, text: string, look: FlowLook): number {
  const { left, right } = pages.geometry;
  return typesetter.height(placed(pages, look, text, 0, 0), right - left);
}

/** Whether lines stand below a height, found in the time that those above it take. */
function isLonger(typesetter: Typesetter, text: PlacedText, width: number, height: number): boolean {
  const parts = typesetter.split(text, width, height);
  return parts !== null && parts[1] !== '';
}

interface Parts {
  readonly head: string;
  readonly rest: string;
  /** Points that the head may take. */
  readonly height: number;
}

/** Parts of a text at the end of a page, with as many lines on both as may stand alone; null = it begins on the next. */
function splitAt(
  typesetter: Typesetter,
  text: PlacedText,
  width: number,
  room: number,
  least: number,
): Parts | null {
  const line = typesetter.lineHeight(text.look);
  if (room < least * line) return null;
  for (let height = room; height >= least * line; height -= line) {
    const parts = typesetter.split(text, width, height);
    if (!parts) return null;
    const [head, rest] = parts;
    const after = { ...text, text: rest };
    const isEnough = isLonger(typesetter, after, width, least * line);
    if (least === 1 || isEnough || typesetter.height(after, width) > (least - 0.5) * line) {
      return { head, rest, height };
    }
  }
  return null;
}

function placed(pages: PageSet, look: FlowLook, text: string, y: number, height: number): PlacedText {
  const { left, right, layout } = pages.geometry;
  const { size, line_spacing, bold = false, color: [red, green, blue] = INK } = look;
  const isRtlPage = layout.direction === 'rtl';
  const isRtl = isRtlPage && hasRtl(text);
  const isLeft = look.isAlignedByText ? isRtlPage && !isRtl && HAS_LETTER.test(text) : false;
  const font = { family: '', size, bold, italic: false, underline: false, strikeout: false };
  return {
    kind: 'text',
    frame: { x: left, y, width: right - left, height },
    box: NO_BOX,
    link: null,
    text,
    markup: 'markdown',
    look: {
      font,
      text_fill: { kind: 'solid', color: { red, green, blue, alpha: 1 } },
      align: isRtlPage && !isLeft ? 'right' : 'left',
      vertical: 'top',
      padding: NO_PADDING,
      angle: 0,
      wrap: true,
      direction: isRtl ? 'rtl' : 'auto',
      line_spacing,
      underlines: false,
      auto_shrink: false,
    },
  };
}
