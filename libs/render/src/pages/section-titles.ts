import type { DocumentInfo, Layout } from '@galley/layout';
import { printedText } from '../groups/printed-text.js';
import { RowScope } from '../groups/row-scope.js';

/** A section that a list of contents shows. */
export interface SectionTitle {
  /** Place of the section in the layout. */
  readonly section: number;
  readonly title: string;
}

/** The titles of the sections that have one, but for covers and lists of contents. Throws `ExpressionError`. */
export function sectionTitles({ sections }: Layout, info: DocumentInfo): SectionTitle[] {
  return sections.flatMap((one, section) => {
    if (one.kind === 'pages' || one.kind === 'cover' || one.kind === 'contents') return [];
    const title = sectionTitle(one.design.title, info);
    return title === null ? [] : [{ section, title }];
  });
}

/** A section's title as it is printed; null = it has none, or it comes out empty. */
export function sectionTitle(template: string | null, info: DocumentInfo): string | null {
  return (template === null ? '' : printedText(template, new RowScope([], info)).trim()) || null;
}
