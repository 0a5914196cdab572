import type { RunningText } from './running-text.js';

/** What every section of a JSON layout has besides what it shows. */
export interface SectionFrame {
  readonly name: string | null;
  /** Texts with expressions. */
  readonly title: string | null;
  readonly subtitle: string | null;
  readonly header: RunningText | null;
  readonly footer: RunningText | null;
  readonly watermark: string | null;
  /** Where lines and columns begin; null = as the run's locale does. */
  readonly direction: 'ltr' | 'rtl' | null;
  /** Null: the section opens with the document's own title, as a report of one table does. */
  readonly part: PartDesign | null;
}

/** A section that is one part of a composed document, whose title stands on its cover. */
export interface PartDesign {
  /** Of the whole document, with expressions, at the head of its pages; null = the run's. */
  readonly document_title: string | null;
  /** Stands below the section before it where the page has room; else on a new page. */
  readonly continues: boolean;
}

/** The first page: title, facts, no running head or foot. Sees the first row of its dataset. */
export interface CoverDesign extends SectionFrame {
  /** Named dataset of the template; null = the primary one. */
  readonly source: string | null;
  /** Name of an asset; null = the organization's own picture, if it has one. */
  readonly logo: string | null;
  /** Text with expressions in a frame ("DRAFT"); null, or empty when printed = none. */
  readonly stamp: string | null;
  /** Texts with expressions; a fact whose value is empty is left out. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** The titles of the other sections, with the pages they begin on. */
export type ContentsDesign = SectionFrame;

/** Running text: once, or for each row of a dataset. */
export interface TextDesign extends SectionFrame {
  /** Printed for each row of this dataset; null = once, seeing the first row of the primary one. */
  readonly source: string | null;
  /** Above the paragraphs of each row, unless it is empty. */
  readonly heading: string | null;
  /** Texts with expressions, then in the Markdown subset. */
  readonly paragraphs: readonly string[];
  readonly notes: readonly string[];
}
