import type { Color, Frame, PlacedText, TextLook } from '@galley/layout';
import { alphaOf, mainColor, paintShading } from '../paint-fill.js';
import { bounded, num } from '../numbers.js';
import { type Pen, tuple } from '../pen.js';
import type { ComposedLine, Span } from './composed-line.js';
import { innerFrame, textFrame } from './text-frame.js';
import { fittedBlock, type TextBlock } from './text-block.js';
import { LINE_HEIGHT } from './line-metrics.js';

const UNDERLINE = -0.11;
const STRIKEOUT = 0.28;
const LINE_WIDTH = 0.055;
const RULE_WIDTH = 0.5;

/** A text in its frame: wrapped, aligned, turned, cut or shrunk as its look says. */
export function drawText(pen: Pen, item: PlacedText): void {
  if (item.text === '' && !item.look.underlines) return;
  const { frame, angle } = textFrame(item);
  const inner = innerFrame(item.frame, item.look.padding);
  const center = { x: inner.x + inner.width / 2, y: inner.y + inner.height / 2 };
  pen.turned(angle, center.x, center.y, () => {
    const block = fittedBlock(item, frame.width, frame.height);
    const overflow = Math.max(0, block.height - frame.height);
    const top = frame.y + topOf(item.look, frame.height - block.height);
    const draw = (): void => drawBlock(pen, item.look, block, { ...frame, y: top }, angle === 0);
    if (overflow > (block.lines[0]?.height ?? 0) * 0.3) pen.clipped(pen.path().rectangle(frame), draw);
    else draw();
    if (item.look.underlines)
      drawRules(pen, item.look, { ...frame, y: top, height: frame.y + frame.height - top });
  });
}

function topOf({ vertical }: TextLook, room: number): number {
  if (vertical === 'center') return room / 2;
  return vertical === 'bottom' ? room : Math.max(0, Math.min(0, room));
}

function drawBlock(pen: Pen, look: TextLook, block: TextBlock, frame: Frame, isLevel: boolean): void {
  const fill = look.text_fill;
  const lines = placed(look, block, frame);
  if (fill.kind === 'solid' || fill.kind === 'glass') {
    drawLines(pen, lines, fill.color, block.squeeze);
  } else {
    // The letters become the clipping path of the shading, and stay text.
    pen.faded(alphaOf(fill), () => {
      pen.canvas.textState('7 Tr ');
      for (const line of lines) drawSpans(pen, line, null, block.squeeze);
      paintShading(pen, fill, { ...frame, height: Math.max(1, block.height) });
    });
  }
  for (const line of lines) decorate(pen, line, mainColor(fill), block.squeeze, isLevel);
}

interface PlacedLine {
  readonly line: ComposedLine;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  /** Points added to each space. */
  readonly stretch: number;
  readonly markerX: number;
}

function placed(look: TextLook, { lines, squeeze }: TextBlock, frame: Frame): PlacedLine[] {
  let y = frame.y;
  return lines.map((line) => {
    y += line.gap;
    const indent = line.indent * squeeze;
    const left = frame.x + (line.isRtl ? 0 : indent);
    const rest = frame.width - indent - line.width * squeeze;
    const spaces = look.align === 'justify' && !line.isLast && !line.isRtl ? spacesOf(line) : 0;
    const side = look.align === 'justify' ? (line.isRtl ? 'right' : 'left') : look.align;
    const shift = side === 'right' ? rest : side === 'center' ? rest / 2 : 0;
    const beside = (line.marker?.letters.size ?? 0) * 0.4;
    const markerX = line.isRtl
      ? frame.x + frame.width - indent + beside
      : left + shift - (line.marker?.width ?? 0) - beside;
    const at = {
      line,
      x: left + shift,
      y: y + line.baseline,
      stretch: spaces > 0 ? rest / spaces : 0,
      markerX,
    };
    y += line.height;
    return at;
  });
}

function spacesOf({ spans }: ComposedLine): number {
  return spans.reduce((sum, span) => sum + countSpaces(span.text), 0);
}

function countSpaces(text: string): number {
  let count = 0;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count++;
  return count;
}

function drawLines(pen: Pen, lines: readonly PlacedLine[], color: Color, squeeze: number): void {
  if (color.alpha <= 0) return;
  const draw = (): void => lines.forEach((line) => drawSpans(pen, line, color, squeeze));
  if (color.alpha < 1) pen.faded(color.alpha, draw);
  else draw();
}

/** Without a colour the letters are painted as the state of the canvas says. */
function drawSpans(pen: Pen, at: PlacedLine, color: Color | null, squeeze: number): void {
  const { canvas, pdf, pageHeight } = pen;
  if (squeeze !== 1) canvas.textState(`${num(squeeze * 100)} Tz `);
  if (at.stretch !== 0) canvas.textState(`${num(at.stretch)} Tw `);
  forEachSpan(at, squeeze, (span, x) => {
    const { letters } = span;
    const line = pdf.text.line(span.text, letters.bold, span.direction, letters.italic, span.han);
    if (color) canvas.useFill(tuple(letters.color ?? color));
    canvas.text(line, bounded(x), bounded(pageHeight - at.y + letters.rise), letters.size);
  });
  if (at.stretch !== 0) canvas.textState('0 Tw ');
  if (squeeze !== 1) canvas.textState('100 Tz ');
}

/** Calls with each span, the marker included, where it begins and how wide it is drawn. */
function forEachSpan(
  { line, x, stretch, markerX }: PlacedLine,
  squeeze: number,
  visit: (span: Span, x: number, width: number) => void,
): void {
  if (line.marker) visit(line.marker, markerX, line.marker.width);
  let spaces = 0;
  for (const span of line.spans) {
    const own = countSpaces(span.text);
    visit(span, x + span.x * squeeze + spaces * stretch, span.width * squeeze + own * stretch);
    spaces += own;
  }
}

/** Lines under and through letters, and the links of a text that stands level. */
function decorate(pen: Pen, at: PlacedLine, color: Color, squeeze: number, isLevel: boolean): void {
  forEachSpan(at, squeeze, (span, x, width) => {
    const { size, rise, underline, strikeout, link } = span.letters;
    const rule = (height: number): void => {
      const y = at.y - rise - height * size;
      const frame = { x, y, width, height: size * LINE_WIDTH };
      pen.fillColor(pen.path().rectangle(frame), span.letters.color ?? color);
    };
    if (underline) rule(UNDERLINE);
    if (strikeout) rule(STRIKEOUT);
    if (link !== null && isLevel) pen.link({ x, y: at.y - size * 0.9, width, height: size * 1.2 }, link);
  });
}

/** A line under every line of text, down to the end of the frame. */
function drawRules(pen: Pen, look: TextLook, frame: Frame): void {
  const step = Math.max(1, look.font.size * LINE_HEIGHT * bounded(look.line_spacing || 1, 0.1, 10));
  const path = pen.path();
  for (let y = frame.y + step; y <= frame.y + frame.height + 0.01; y += step) {
    path.move(frame.x, y).line(frame.x + frame.width, y);
  }
  if (path.operators === '') return;
  pen.stroke(path, { color: mainColor(look.text_fill), width: RULE_WIDTH, style: 'solid' });
}
