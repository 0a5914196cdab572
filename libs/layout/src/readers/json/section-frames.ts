import { listOf } from './compile-frame.js';
import type { JsonContent, SectionContent } from './json-content.js';
import { isTable } from './shown-content.js';

/** A section with what stands around all of them. */
export interface FramedSection {
  readonly section: SectionContent;
  /** Whether it goes on below the section before it; null in a document of tables that each begin anew. */
  readonly continues: boolean | null;
}

/**
 * The sections of a document with what it says for all of them: its title above the first, its notes below the last that
 * has any. A document is composed where not all its sections are tables on pages of their own.
 */
export function framedSections(
  content: JsonContent,
  sections: readonly SectionContent[],
): readonly FramedSection[] {
  const isComposed = sections.some((one) => !isTable(one) || !one.page_break);
  const noted = sections.findLastIndex((one) => isTable(one) || one.kind === 'text');
  return sections.map((one, at) => ({
    section: framed(one, content, { isFirst: at === 0, isNoted: at === noted, isComposed }),
    continues: isComposed ? at > 0 && !('page_break' in one && one.page_break) && one.kind !== 'cover' : null,
  }));
}

function framed(
  section: SectionContent,
  content: JsonContent,
  { isFirst, isNoted, isComposed }: { isFirst: boolean; isNoted: boolean; isComposed: boolean },
): SectionContent {
  if (section.kind === 'cover') {
    const { title, subtitle, watermark } = section;
    return {
      ...section,
      title: title ?? content.title,
      subtitle: subtitle ?? content.subtitle,
      watermark: watermark ?? content.watermark,
    };
  }
  const edges = {
    header: section.header ?? content.header,
    footer: section.footer ?? content.footer,
    watermark: section.watermark ?? content.watermark,
  };
  if (section.kind === 'contents') return { ...section, ...edges };
  const said = {
    ...edges,
    title: section.title ?? (isFirst ? content.title : undefined),
    subtitle: section.subtitle ?? (isFirst ? content.subtitle : undefined),
    notes: [...listOf(section.notes), ...(isNoted ? listOf(content.notes) : [])],
  };
  if (section.kind === 'text') return { ...section, ...said };
  const closing = section.closing ?? content.closing ?? (isComposed ? 'brief' : 'full');
  return { ...section, ...said, closing };
}
