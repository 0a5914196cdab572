import { createRequire } from 'node:module';
import type { Bidi } from 'bidi-js';

export type Direction = 'ltr' | 'rtl';

export interface VisualRun {
  /** In logical order; an RTL run is drawn from its end, with mirrored signs. */
  readonly text: string;
  readonly isRtl: boolean;
  /** Where the run starts in the logical text. */
  readonly start: number;
}

const RTL_CHARACTERS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** A CommonJS function whose types describe its ES module. */
const bidiFactory = createRequire(import.meta.url)('bidi-js') as () => Bidi;
const bidi = bidiFactory();

/** Letters and digits without anything between: read alike in lines of either direction. */
const ONE_WORD = /^[\p{L}\p{N}]*$/u;

/** True when text must be reordered to be read. */
export function hasRtl(text: string): boolean {
  return RTL_CHARACTERS.test(text);
}

/** Where a paragraph starts: as asked for, else where its first letter with a direction does. */
export function baseDirection(text: string, direction: Direction | 'auto'): Direction {
  if (direction !== 'auto') return direction;
  if (!hasRtl(text)) return 'ltr';
  const [paragraph] = bidi.getEmbeddingLevels(text, 'auto').paragraphs;
  return (paragraph?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr';
}

/** True when a line without right-to-left letters reads otherwise in a paragraph that runs from the right: `97.5 %.` */
export function isTurned(text: string, direction: Direction | 'auto'): boolean {
  return direction === 'rtl' && !ONE_WORD.test(text);
}

/**
 * The runs of one line from left to right, by the Unicode Bidirectional Algorithm; `auto` takes the first strong letter. `rtl` is
 * the direction of a paragraph with right-to-left letters, which may stand on other lines of it.
 */
export function visualRuns(text: string, direction: Direction | 'auto' = 'auto'): VisualRun[] {
  if (!hasRtl(text) && !isTurned(text, direction)) return [{ text, isRtl: false, start: 0 }];
  const { levels } = bidi.getEmbeddingLevels(text, direction);
  const runs: { level: number; text: string; start: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const level = levels[at] ?? 0;
    const last = runs.at(-1);
    const character = text.charAt(at);
    if (last && last.level === level) last.text += character;
    else runs.push({ level, text: character, start: at });
  }
  return reorder(runs).map((run) => ({ text: run.text, start: run.start, isRtl: run.level % 2 === 1 }));
}

/** The sign that stands for a bracket and the like in right-to-left text; null for other characters. */
export function mirrored(character: string): string | null {
  return bidi.getMirroredCharacter(character);
}

/** Rule L2: from the highest level down to the lowest odd one, reverse each sequence at that level or above. */
function reorder<T extends { readonly level: number }>(runs: T[]): T[] {
  const highest = Math.max(...runs.map((run) => run.level));
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < runs.length; from++) {
      if ((runs[from]?.level ?? 0) < level) continue;
      let to = from;
      while (to < runs.length && (runs[to]?.level ?? 0) >= level) to++;
      runs.splice(from, to - from, ...runs.slice(from, to).reverse());
      from = to;
    }
  }
  return runs;
}
