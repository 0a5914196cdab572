import type { PanelPage } from './panel-page.js';

/** The page on which a section ended, open for the next. */
export interface OpenLeaf {
  readonly panel: PanelPage;
  /** Points, as of the page. */
  readonly width: number;
  readonly height: number;
  /** Where what comes next begins, from the bottom. */
  readonly y: number;
  /** Finishes the page. */
  close(): void;
}

/** Where a section begins. */
export interface SectionStart {
  readonly pageId: number;
  /** Counted from 1. */
  readonly page: number;
  /** Points from the bottom. */
  readonly y: number;
}

/** How a section stands among the others of its document. */
export interface SectionContext {
  /** The page that the section before left open. */
  readonly before: OpenLeaf | null;
  /** The next section goes on where this one ends. */
  readonly staysOpen: boolean;
  /** Called once; `title` of a section whose title is not in its design alone. */
  begun(start: SectionStart, title?: string | null): void;
}

/** A section that is a document by itself. */
export const ALONE: SectionContext = { before: null, staysOpen: false, begun: () => undefined };

/** What is left of a section that was drawn. */
export interface DrawnSection {
  readonly leaf: OpenLeaf | null;
  /** Completes its pages once all are drawn. */
  complete(): void;
}
