import type { Color, Font } from '@galley/layout';

/** How the letters of a run look. */
export interface Letters {
  /** Points. */
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strikeout: boolean;
  /** Null = the colour of the text around it. */
  readonly color: Color | null;
  /** Height above the baseline, in points: superscript and subscript. */
  readonly rise: number;
  readonly link: string | null;
}

export interface StyledRun {
  readonly text: string;
  readonly letters: Letters;
}

export interface Paragraph {
  readonly runs: readonly StyledRun[];
  /** Points from the left edge, or from the right one where the text runs from there. */
  readonly indent: number;
  /** Stands before the first line, within the indent: a bullet or a number. */
  readonly marker: string | null;
  /** Points above it, unless it is the first. */
  readonly gap: number;
}

/** Longer texts are cut before they are looked at. */
export const MAX_CHARACTERS = 200_000;
/** Letters smaller or larger than this are a mistake, and no page could show them. */
const SIZES = [0.5, 2000] as const;

export function lettersOf({ size, bold, italic, underline, strikeout }: Font): Letters {
  return { size: letterSize(size), bold, italic, underline, strikeout, color: null, rise: 0, link: null };
}

export function letterSize(size: number): number {
  return Number.isFinite(size) ? Math.min(SIZES[1], Math.max(SIZES[0], size)) : 10;
}

/** The same text with letters of another size. */
export function scaled(paragraphs: readonly Paragraph[], by: number): readonly Paragraph[] {
  return paragraphs.map((paragraph) => ({
    ...paragraph,
    indent: paragraph.indent * by,
    gap: paragraph.gap * by,
    runs: paragraph.runs.map(({ text, letters }) => ({
      text,
      letters: { ...letters, size: letters.size * by, rise: letters.rise * by },
    })),
  }));
}
