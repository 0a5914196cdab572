import type { z } from 'zod';
import { textDirection } from '../../format/text-direction.js';
import type { RunningText } from '../../model/running-text.js';
import type { PartDesign, SectionFrame } from '../../model/section-design.js';
import type { running } from './content-parts.js';
import type { Formulas } from './formulas.js';
import type { JsonContent } from './json-content.js';

/** Where a section stands: in the content, in a language, in a direction, in a document of several. */
export interface SectionPlace {
  /** JSON pointer. */
  readonly pointer: string;
  /** Of the product's own words. */
  readonly locale: string;
  /** What the content says; null = nothing. */
  readonly direction: 'ltr' | 'rtl' | null;
  /** The side on which lines begin. */
  readonly start: 'left' | 'right';
  readonly part: PartDesign | null;
}

/** What sections of every kind may say of themselves. */
export type FrameContent = Pick<JsonContent, 'title' | 'subtitle' | 'header' | 'footer' | 'watermark'> & {
  readonly name?: string | undefined;
};

export function sectionPlace(
  pointer: string,
  locale: string,
  direction: 'ltr' | 'rtl' | null,
  part: PartDesign | null,
): SectionPlace {
  const start = (direction ?? textDirection(locale)) === 'rtl' ? 'right' : 'left';
  return { pointer, locale, direction, start, part };
}

export function frameOf(
  content: FrameContent,
  formulas: Formulas,
  { pointer, direction, part }: SectionPlace,
): SectionFrame {
  return {
    name: content.name ?? null,
    title: formulas.template(content.title, `${pointer}/title`),
    subtitle: formulas.template(content.subtitle, `${pointer}/subtitle`),
    header: runningOf(content.header, formulas, `${pointer}/header`),
    footer: runningOf(content.footer, formulas, `${pointer}/footer`),
    watermark: content.watermark || null,
    direction,
    part,
  };
}

/** One text or several, as several. */
export function listOf(texts: string | readonly string[] | undefined): readonly string[] {
  return typeof texts === 'string' ? [texts] : (texts ?? []);
}

function runningOf(
  content: z.infer<typeof running> | undefined,
  formulas: Formulas,
  pointer: string,
): RunningText | null {
  if (content === undefined) return null;
  if (typeof content === 'string') {
    return { left: formulas.template(content, pointer), center: null, right: null };
  }
  return {
    left: formulas.template(content.left, `${pointer}/left`),
    center: formulas.template(content.center, `${pointer}/center`),
    right: formulas.template(content.right, `${pointer}/right`),
  };
}
