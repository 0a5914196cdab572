import { LayoutError } from '../../layout-error.js';
import type { PageCount, PageNumbers } from '../scope/print-state.js';

/** Numbers pages, in runs that begin with 1. */
export class PageNumbering {
  absolute = 0;
  private number = 0;
  private run: PageCount = { total: null };
  private readonly report: PageCount = { total: null };

  constructor(private readonly limit: number) {}

  /** Throws `layout-too-large`. */
  next(): PageNumbers {
    this.absolute += 1;
    this.number += 1;
    if (this.absolute > this.limit) {
      throw new LayoutError(
        'layout-too-large',
        `The document has more than ${this.limit} pages: filter or summarise its data in the template.`,
      );
    }
    return { number: this.number, absolute: this.absolute, run: this.run, report: this.report };
  }

  /** Pages drawn elsewhere, which count. */
  skip(pages: number): void {
    this.absolute += pages;
    this.number += pages;
  }

  /** Ends a run: how many pages it has is known. The next page has number 1. */
  restart(): void {
    this.run.total = this.number;
    this.run = { total: null };
    this.number = 0;
  }

  finish(): void {
    this.run.total = this.number;
    this.report.total = this.absolute;
  }
}
