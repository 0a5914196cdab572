import type { PlacedText } from '@galley/layout';
import { cleanText } from '../../text/clean-text.js';
import { richSource } from '../rich/rich-source.js';
import type { ComposedLine } from './composed-line.js';
import { paragraphsOf } from './paragraphs-of.js';
import type { Paragraph, StyledRun } from './styled-text.js';
import { naturalLines } from './text-block.js';
import { turn } from './text-frame.js';

/**
 * Splits a text at the end of the last line that stands within `height` points, padding included; the parts are in the
 * text's own markup. Null when not one line fits, or the text is turned. The rest is '' when all of it fits.
 */
export function splitText(
  item: PlacedText,
  width: number,
  height: number,
): readonly [head: string, rest: string] | null {
  const { padding, angle } = item.look;
  if (turn(angle) !== 0) return null;
  const room = height - padding.top - padding.bottom;
  const lines = naturalLines(item, width - padding.left - padding.right, room);
  let used = 0;
  let last: ComposedLine | null = null;
  for (const line of lines) {
    used += line.gap + line.height;
    if (used > room + 0.01) break;
    last = line;
  }
  if (!last) return null;
  const paragraphs = paragraphsOf(item);
  const [head, rest] = parted(paragraphs, last);
  if (rest.length === 0) return [item.text, ''];
  return item.markup === 'plain' ? [plain(head), plain(rest)] : [richSource(head), richSource(rest)];
}

function parted(
  paragraphs: readonly Paragraph[],
  { paragraph: index, consumed }: ComposedLine,
): [head: readonly Paragraph[], rest: readonly Paragraph[]] {
  const broken = paragraphs[index];
  const [before, after] = partedRuns(broken?.runs ?? [], consumed);
  const head = [...paragraphs.slice(0, index), ...(broken ? [{ ...broken, runs: before }] : [])];
  const rest = paragraphs.slice(index + 1);
  const isWhole = after.every((run) => run.text === '');
  if (!broken || isWhole) return [head, rest];
  return [head, [{ ...broken, runs: after, marker: null, gap: 0 }, ...rest]];
}

function partedRuns(runs: readonly StyledRun[], at: number): [before: StyledRun[], after: StyledRun[]] {
  const [before, after]: [StyledRun[], StyledRun[]] = [[], []];
  let start = 0;
  for (const { text: source, letters } of runs) {
    const text = cleanText(source);
    const cut = Math.max(0, at - start);
    if (cut > 0) before.push({ text: text.slice(0, cut), letters });
    if (cut < text.length) after.push({ text: text.slice(cut), letters });
    start += text.length;
  }
  return [before, after];
}

function plain(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map(({ runs }) => runs.map((run) => run.text).join('')).join('\n');
}
