import type { Column } from '@galley/dataset';
import {
  type DocumentInfo,
  phrasesFor,
  type PhraseTable,
  type RunningText,
  type SectionFrame,
  type TableLayout,
} from '@galley/layout';
import { printedText } from '../../groups/printed-text.js';
import { RowScope } from '../../groups/row-scope.js';
import type { PageDecoration } from '../document/pdf-document.js';
import type { DrawingResources } from '../draw/drawing-resources.js';
import { PdfTypesetter } from '../draw/pdf-typesetter.js';
import { type Geometry, geometryOf } from './geometry.js';
import { PageBlocks } from './page-blocks.js';
import { PageCount } from './page-count.js';
import { PageFrame } from './page-frame.js';
import { PageSet } from './page-set.js';
import { PartHead } from './part-head.js';
import { Ruler } from './ruler.js';
import { RunningTexts } from './running-texts.js';
import type { SectionContext } from './section-context.js';

/** What the pages of a section are made from. */
export interface StagedSection {
  readonly resources: DrawingResources;
  readonly info: DocumentInfo;
  readonly layout: TableLayout;
  readonly design: SectionFrame;
  /** What its texts at the edges of pages may name. */
  readonly columns: readonly Column[];
  /** The organization's picture above the document's title. */
  readonly logo: Buffer | null;
  readonly decoration: PageDecoration | null;
  readonly context: SectionContext;
}

/** The pages of one section with what stands around its content. */
export interface SectionStage {
  /** Of the document under whose title the pages run. */
  readonly info: DocumentInfo;
  readonly geometry: Geometry;
  readonly phrases: PhraseTable;
  readonly ruler: Ruler;
  readonly scope: RowScope;
  readonly pages: PageSet;
  readonly blocks: PageBlocks;
  /** Says on every page how many pages the document has, now that it is known. */
  complete(): void;
}

export function sectionStage(section: StagedSection): SectionStage {
  const { resources, layout, design, columns, logo, decoration, context } = section;
  const { pdf } = resources;
  const info = titledInfo(section);
  const geometry = geometryOf(layout);
  const phrases = phrasesFor(info.locale);
  const pageCount = new PageCount(pdf, phrases, info.locale, geometry);
  const ruler = new Ruler(pdf.text, layout.direction, geometry.left, geometry.right);
  const scope = new RowScope(columns, info);
  const runningOf = (text: RunningText | null): RunningTexts | null =>
    text && new RunningTexts(text, pdf, scope, phrases, geometry);
  const own = {
    header: runningOf(design.header),
    footer: runningOf(design.footer),
    logo,
    part: partHead(design, info, ruler),
  };
  const frame = new PageFrame(info, phrases, geometry, ruler, pdf.text, pageCount, own);
  const pages = new PageSet(resources, geometry, frame, ruler, context, decoration);
  const blocks = new PageBlocks(pages, resources, new PdfTypesetter());
  const complete = (): void => {
    pageCount.write();
    for (const texts of [own.header, own.footer]) texts?.finish(pdf.pageCount);
  };
  return { info, geometry, phrases, ruler, scope, pages, blocks, complete };
}

/** The document as its pages name it: under the titles of its one section, or of all of them. */
function titledInfo({ info, design: { title, subtitle, part } }: StagedSection): DocumentInfo {
  const scope = new RowScope([], info);
  const titleOf = (text: string | null): string => (text === null ? info.title : printedText(text, scope));
  if (part) return { ...info, title: titleOf(part.document_title) };
  return {
    ...info,
    title: titleOf(title),
    subtitle: subtitle === null ? info.subtitle : printedText(subtitle, scope),
  };
}

function partHead(
  { title, subtitle, part }: SectionFrame,
  info: DocumentInfo,
  ruler: Ruler,
): PartHead | null {
  if (!part) return null;
  const scope = new RowScope([], info);
  const textOf = (text: string | null): string | null => text && printedText(text, scope);
  return new PartHead(ruler, textOf(title), textOf(subtitle));
}
