import type { Color } from '@galley/layout';
import { breakLines, elide } from '../pdf/text/line-breaker.js';
import { textUnits } from '../pdf/text/text-unit.js';
import { INK } from './chart-colors.js';
import type { ChartText } from './vectors.js';

/** Rectangle in points from the upper left corner. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const LEADING = 1.25;
/** From the middle of a line of figures or small letters to its baseline, in font sizes. */
const HALF = 0.35;
/** Longer names are cut before they are measured. */
const MAX_NAME = 500;

/** Sizes and measures the texts of one chart with the letters that will draw them. */
export class ChartTypesetter {
  private readonly widths = new Map<string, number>();

  constructor(readonly size: number) {}

  get lineHeight(): number {
    return this.size * LEADING;
  }

  /** Points. */
  width(text: string, bold: boolean = false, size: number = this.size): number {
    const key = `${bold ? 'b' : 'r'}${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      width = textUnits(text, bold).reduce((sum, unit) => sum + unit.width, 0);
      this.widths.set(key, width);
    }
    return (width * size) / 1000;
  }

  widest(texts: readonly string[]): number {
    return texts.reduce((most, text) => Math.max(most, this.width(text)), 0);
  }

  /** The beginning of a text that fits, with an ellipsis; the text itself when it fits whole. */
  fit(text: string, width: number, bold: boolean = false, size: number = this.size): string {
    const line = oneLine(text);
    return this.width(line, bold, size) <= width
      ? line
      : elide(line, (Math.max(0, width) * 1000) / size, bold);
  }

  break(text: string, width: number, maxLines: number, isBold: boolean = false): string[] {
    return breakLines(oneLine(text), { isBold, width: (width * 1000) / this.size, maxLines });
  }

  /** A text whose middle line stands at `y`. */
  text(text: string, x: number, y: number, more: Partial<ChartText> = {}): ChartText {
    const size = more.size ?? this.size;
    const angle = more.angle ?? 0;
    const turn = (angle * Math.PI) / 180;
    return {
      text,
      size,
      bold: false,
      color: INK,
      anchor: 'middle',
      ...more,
      angle,
      x: x - Math.sin(turn) * size * HALF,
      y: y + Math.cos(turn) * size * HALF,
    };
  }

  /** A line of text centred in an area. */
  centered(text: string, area: Area, color: Color): ChartText {
    return this.text(this.fit(text, area.width), area.left + area.width / 2, area.top + area.height / 2, {
      color,
    });
  }
}

/** Corners of a text's box, from which overlaps are told. */
export function boxOf(text: ChartText, width: number): readonly (readonly [x: number, y: number])[] {
  const start = text.anchor === 'start' ? 0 : text.anchor === 'end' ? -width : -width / 2;
  const turn = (text.angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [rise, fall] = [-text.size * 0.75, text.size * 0.22];
  const corners = [
    [start, rise],
    [start + width, rise],
    [start + width, fall],
    [start, fall],
  ] as const;
  return corners.map(([dx, dy]) => [text.x + dx * cos - dy * sin, text.y + dx * sin + dy * cos]);
}

function oneLine(text: string): string {
  return text.slice(0, MAX_NAME).replace(/\s+/g, ' ').trim();
}
