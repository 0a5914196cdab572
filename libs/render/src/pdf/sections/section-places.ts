import type { PdfDocument } from '../document/pdf-document.js';
import type { SectionStart } from '../table/section-context.js';

/**
 * Where the sections of a document begin: bookmarks, places that links lead to, and the pages that a list of contents waits
 * for, which may stand before or behind them.
 */
export class SectionPlaces {
  private readonly pages = new Map<number, number>();
  private readonly waiting = new Map<number, ((page: number) => void)[]>();

  constructor(
    private readonly pdf: PdfDocument,
    /** Stands before the names of places, so that those of several documents in one file differ. */
    private readonly scope: string,
  ) {}

  /** What a link to a section leads to. */
  linkTo(section: number): string {
    return `#${this.nameOf(section)}`;
  }

  /** A section begins; without a title it is no bookmark. */
  begin(section: number, title: string | null, { pageId, page, y }: SectionStart): void {
    if (title !== null && title !== '') this.pdf.outline.add(title, pageId, y, 0);
    this.pdf.destinations.add(this.nameOf(section), pageId, y);
    this.pages.set(section, page);
    for (const tell of this.waiting.get(section) ?? []) tell(page);
    this.waiting.delete(section);
  }

  /** Tells the page on which a section begins: now, or when it does. */
  whenBegun(section: number, tell: (page: number) => void): void {
    const page = this.pages.get(section);
    if (page !== undefined) return tell(page);
    this.waiting.set(section, [...(this.waiting.get(section) ?? []), tell]);
  }

  private nameOf(section: number): string {
    return `${this.scope}section-${section + 1}`;
  }
}
