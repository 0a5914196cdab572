/** A stretch of a line in one font, ready for the content stream. */
export interface TextPiece {
  /** Name of the font in the page's resources. */
  readonly font: string;
  /** Height above the baseline in thousandths of the font size. */
  readonly rise: number;
  /** A text-showing operator; free of the font size. */
  readonly operator: Buffer;
}

/** One line of text in visual order; width in thousandths of the font size. */
export interface TextLine {
  readonly width: number;
  readonly pieces: readonly TextPiece[];
}
