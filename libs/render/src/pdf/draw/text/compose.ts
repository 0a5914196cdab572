import { cleanText } from '../../text/clean-text.js';
import { hanStyleIn } from '../../fonts/han-style.js';
import { breakFlags, type Breakable, lineRanges, type LineRange } from '../../text/line-ranges.js';
import { lineWidth } from '../../text/line-width.js';
import { type TextUnit, textUnits } from '../../text/text-unit.js';
import { baseDirection, type Direction, hasRtl } from '../../text/visual-order.js';
import type { ComposedLine, Span } from './composed-line.js';
import { elidedLine } from './elided-line.js';
import { BASELINE, leadOf, LINE_HEIGHT } from './line-metrics.js';
import type { Paragraph, StyledRun } from './styled-text.js';
import { visualSpans } from './visual-spans.js';

export interface ComposeOptions {
  /** Points. */
  readonly width: number;
  /** False: each paragraph is one line, elided. */
  readonly wrap: boolean;
  readonly spacing: number;
  readonly direction: Direction | 'auto';
  /** Points; lines that begin below are not needed. */
  readonly maxHeight: number;
}

/** Narrower than any letter on average, in font sizes. */
const NARROW = 0.12;
/** Shorter texts are tried on one line first. */
const SHORT = 160;

/** Breaks styled paragraphs into lines. Takes time by what is needed of them. */
export function compose(paragraphs: readonly Paragraph[], options: ComposeOptions): ComposedLine[] {
  const lines: ComposedLine[] = [];
  let height = 0;
  for (const [index, paragraph] of paragraphs.entries()) {
    const single = singleLine(paragraph, index, options);
    const drawn = single ? [single] : linesOf(paragraph, index, options);
    for (const line of drawn) {
      lines.push(below(lines.at(-1), line));
      height += lines.at(-1)!.gap + line.height;
      if (height > options.maxHeight) return lines;
    }
  }
  return lines;
}

/** The line with the room that it or the one above wants between them. */
function below(above: ComposedLine | undefined, line: ComposedLine): ComposedLine {
  const lead = above ? Math.max(above.lead, line.lead) : 0;
  return lead > 0 ? { ...line, gap: line.gap + lead } : line;
}

/** Points from the top of the first line to the bottom of the last. */
export function heightOf(lines: readonly ComposedLine[]): number {
  return lines.reduce((sum, line) => sum + line.gap + line.height, 0);
}

function* linesOf(paragraph: Paragraph, index: number, options: ComposeOptions): Generator<ComposedLine> {
  const budget = charactersOf(paragraph, options);
  const runs = paragraph.runs.map(({ text, letters }) => ({
    text: cleanText(text.length > budget ? text.slice(0, budget) : text),
    letters,
  }));
  const text = runs.map((run) => run.text).join('');
  const isRtl = baseDirection(text, options.direction) === 'rtl';
  const room = Math.max(0, options.width - paragraph.indent);
  const more = { paragraph: index, indent: paragraph.indent, isRtl };
  let isFirst = true;
  for (const { spans, isLast, consumed } of brokenLines(runs, text, options.wrap ? room : Infinity, isRtl)) {
    const fitting = options.wrap ? spans : elidedLine(spans, room);
    const letters = runs[0]?.letters;
    yield {
      ...more,
      ...measured(fitting, letters?.size ?? 0, options.spacing),
      spans: fitting,
      isElided: fitting !== spans,
      isLast,
      consumed,
      gap: isFirst && index > 0 ? paragraph.gap : 0,
      marker: isFirst ? markerSpan(paragraph) : null,
    };
    isFirst = false;
  }
}

/** How many characters could be seen at all: time goes by them, not by the length of a text. */
function charactersOf({ runs }: Paragraph, { width, wrap, maxHeight, spacing }: ComposeOptions): number {
  const size = runs.reduce((least, { letters }) => Math.min(least, letters.size), Infinity);
  const perLine = Math.ceil(width / (size * NARROW)) + 2;
  return wrap ? (Math.ceil(maxHeight / (size * spacing)) + 2) * perLine + 32 : perLine + 32;
}

/** The one line that a short paragraph of one look needs, which most are; else null. */
function singleLine(
  paragraph: Paragraph,
  index: number,
  { width: room, direction: wanted, spacing }: ComposeOptions,
): ComposedLine | null {
  const [run] = paragraph.runs;
  if (!run || paragraph.runs.length > 1 || paragraph.marker !== null || run.text.length > SHORT) return null;
  const text = cleanText(run.text);
  if (text.endsWith(' ') || text.includes('\n')) return null;
  const { letters } = run;
  const isRtl = baseDirection(text, wanted) === 'rtl';
  const direction = directionOf(text, isRtl);
  const han = hanStyleIn(text);
  const width = (lineWidth(text, letters.bold, letters.italic, direction) * letters.size) / 1000;
  if (width > room - paragraph.indent) return null;
  return {
    spans: [{ text, letters, x: 0, width, direction, han }],
    width,
    indent: paragraph.indent,
    gap: index > 0 ? paragraph.gap : 0,
    height: letters.size * LINE_HEIGHT * spacing,
    baseline: letters.size * BASELINE + Math.max(0, letters.rise),
    lead: leadOf(text, letters.size),
    isRtl,
    isLast: true,
    isElided: false,
    marker: null,
    paragraph: index,
    consumed: text.length,
  };
}

interface OwnedUnit extends Breakable {
  readonly code: number;
  readonly run: number;
}

function* brokenLines(
  runs: readonly StyledRun[],
  text: string,
  width: number,
  isRtl: boolean,
): Generator<{ spans: readonly Span[]; isLast: boolean; consumed: number }> {
  const units: OwnedUnit[] = runs.flatMap(({ text: part, letters }, run) =>
    textUnits(part, letters.bold, letters.italic).map((unit: TextUnit): OwnedUnit => ({
      text: unit.text,
      code: unit.code,
      width: (unit.width * letters.size) / 1000,
      run,
    })),
  );
  let consumed = 0;
  let counted = 0;
  for (const range of lineRanges(units, breakFlags(text, units), width)) {
    for (; counted < range.next; counted++) consumed += units[counted]!.text.length;
    yield { spans: spansOf(runs, units, range, text, isRtl), isLast: range.isLast, consumed };
  }
}

/** The stretches of equal look of a line, without the spaces at its end. */
function spansOf(
  runs: readonly StyledRun[],
  units: readonly OwnedUnit[],
  { start, end }: LineRange,
  paragraph: string,
  isRtl: boolean,
): readonly Span[] {
  let last = end;
  while (last > start && units[last - 1]!.text === ' ') last--;
  const spans: Span[] = [];
  const more = { han: hanStyleIn(paragraph), direction: directionOf(paragraph, isRtl) };
  let x = 0;
  for (let at = start; at < last;) {
    const { run } = units[at]!;
    let text = '';
    let width = 0;
    for (; at < last && units[at]!.run === run; at++) {
      text += units[at]!.text;
      width += units[at]!.width;
    }
    spans.push({ text, letters: runs[run]!.letters, x, width, ...more });
    x += width;
  }
  const needsOrder = spans.length > 1 && (isRtl || spans.some((span) => hasRtl(span.text)));
  return needsOrder ? visualSpans(spans, isRtl) : spans;
}

function measured(
  spans: readonly Span[],
  emptySize: number,
  spacing: number,
): { width: number; height: number; baseline: number; lead: number } {
  let [width, height, baseline, lead] = [0, 0, 0, 0];
  for (const { text, letters, x, width: own } of spans) {
    width = Math.max(width, x + own);
    height = Math.max(height, letters.size * LINE_HEIGHT);
    baseline = Math.max(baseline, letters.size * BASELINE + Math.max(0, letters.rise));
    lead = Math.max(lead, leadOf(text, letters.size));
  }
  if (spans.length === 0) height = emptySize * LINE_HEIGHT;
  return { width, height: height * spacing, baseline, lead };
}

function markerSpan({ marker, runs }: Paragraph): Span | null {
  const letters = runs[0]?.letters;
  if (marker === null || !letters) return null;
  const plain = { ...letters, underline: false, strikeout: false, link: null, rise: 0 };
  const width = (lineWidth(marker, letters.bold, letters.italic) * letters.size) / 1000;
  return { text: marker, letters: plain, x: 0, width, direction: 'auto', han: 'sc' };
}

/** A line of a paragraph runs as the paragraph does, whatever its own first letter. */
function directionOf(paragraph: string, isRtl: boolean): Direction | 'auto' {
  if (!hasRtl(paragraph)) return 'auto';
  return isRtl ? 'rtl' : 'ltr';
}
