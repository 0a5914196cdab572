import { LayoutError } from '../../layout-error.js';
import type { LayoutLimits, TextRow } from '../data-supply.js';

/** What is left of the memory that rows of all held sources may take together. */
export class HeldBudget {
  private rows = 0;
  private characters = 0;

  constructor(private readonly limits: LayoutLimits) {}

  /** Throws `layout-too-large` beyond the limits. */
  spend(source: string, batch: readonly TextRow[]): void {
    this.rows += batch.length;
    for (const row of batch) for (const cell of row) this.characters += cell?.length ?? 0;
    if (this.rows > this.limits.held_rows || this.characters > this.limits.held_characters) {
      throw new LayoutError(
        'layout-too-large',
        `"${source}" has too many rows to be sorted, joined or shown twice on the page: sort, filter or summarise it in the template instead.`,
        source,
      );
    }
  }
}
