import type { HanStyle } from '../../fonts/han-style.js';
import type { Direction } from '../../text/visual-order.js';
import type { Letters } from './styled-text.js';

/** A stretch of a line in one look; `x` and `width` in points from the line's left end. */
export interface Span {
  readonly text: string;
  readonly letters: Letters;
  readonly x: number;
  readonly width: number;
  readonly direction: Direction | 'auto';
  /** Of the paragraph it is a part of. */
  readonly han: HanStyle;
}

export interface ComposedLine {
  readonly spans: readonly Span[];
  /** Points, without the indent. */
  readonly width: number;
  readonly indent: number;
  /** Points above the line: between paragraphs, and between lines of tall letters. */
  readonly gap: number;
  /** Distance to the next line, in points. */
  readonly height: number;
  readonly baseline: number;
  /** Points wanted between this line and its neighbours, part of the gap of the later one. */
  readonly lead: number;
  readonly isRtl: boolean;
  /** The paragraph ends here: the line is not stretched. */
  readonly isLast: boolean;
  /** Its end is not shown. */
  readonly isElided: boolean;
  readonly marker: Span | null;
  readonly paragraph: number;
  /** Characters of the paragraph's cleaned text that stand on this line and above it. */
  readonly consumed: number;
}
