import type { Canvas, Color } from '../document/canvas.js';
import { breakLines, elide } from '../text/line-breaker.js';
import type { TextSetter } from '../text/text-setter.js';
import { type Direction, hasRtl } from '../text/visual-order.js';

export interface TextStyle {
  readonly size: number;
  readonly isBold?: boolean;
  readonly color: Color;
}

/** Sets running text between two edges, from the side where the language starts. */
export class Ruler {
  constructor(
    private readonly setter: TextSetter,
    private readonly direction: Direction,
    readonly left: number,
    readonly right: number,
  ) {}

  /** One line, elided when too long. `side` start is left, or right in Arabic. */
  line(
    canvas: Canvas,
    text: string,
    y: number,
    style: TextStyle,
    side: 'start' | 'end',
    room?: number,
  ): void {
    const { size, isBold = false, color } = style;
    const width = room ?? this.right - this.left;
    const direction = this.direction === 'rtl' && hasRtl(text) ? 'rtl' : 'auto';
    const line = this.setter.line(elide(text, (width * 1000) / size, isBold), isBold, direction);
    const isLeft = (side === 'start') === (this.direction === 'ltr');
    canvas.useFill(color);
    canvas.text(line, isLeft ? this.left : this.right - (line.width * size) / 1000, y, size);
  }

  /** The lines a paragraph takes. */
  break(text: string, style: TextStyle, maxLines: number): string[] {
    const width = ((this.right - this.left) * 1000) / style.size;
    return breakLines(text, { isBold: style.isBold ?? false, width, maxLines });
  }

  /** A ruler between other edges. */
  between(left: number, right: number): Ruler {
    return new Ruler(this.setter, this.direction, left, right);
  }
}
