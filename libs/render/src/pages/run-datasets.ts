import type { DatasetStream } from '@galley/dataset';
import { layoutNeeds, sourceKey } from '@galley/layout';
import type { RenderInput } from '../contract.js';
import { RowsPass, type RowsPassed } from '../rows-pass.js';

/** A dataset of the run and the one pass over its rows. */
export interface OpenDataset {
  readonly dataset: DatasetStream;
  readonly rows: RowsPass;
  readonly isPrimary: boolean;
}

/**
 * The datasets of a run by the names its layout calls them. A source that is no named dataset of the template is what its
 * binding brings; where a layout has several such, the first in the order of `layoutNeeds`.
 */
export class RunDatasets {
  readonly primary: OpenDataset;
  private readonly opened = new Map<string, Promise<OpenDataset | null>>();
  private ownKey: string | null = null;
  /** Sources of the layout in the order in which the binding's own is looked for. */
  private readonly undecided: string[];

  constructor(private readonly input: RenderInput) {
    this.primary = { dataset: input.dataset, rows: new RowsPass(input), isPrimary: true };
    this.undecided = input.layout ? sourcesOf(input.layout) : [];
  }

  /** A dataset by name; null or '' = what the binding brings. Null when there is none of this name. */
  async open(name: string | null): Promise<OpenDataset | null> {
    if (name === null || name === '') return this.primary;
    const key = sourceKey(name);
    while (this.ownKey === null && this.undecided.length > 0 && !this.opened.has(key)) {
      await this.resolve(this.undecided.shift()!);
    }
    return this.resolve(name);
  }

  /**
   * Whether the binding's own rows, which the layout calls `name`, come in the order its bands need: the run sorts them, or
   * all keys of the bands are columns that micro-data was asked to sort by.
   */
  isOrderedByDatabase(name: string): boolean {
    const { layout, document } = this.input;
    const { sort_by } = document.options;
    if (Array.isArray(sort_by) && sort_by.length > 0) return true;
    if (!layout) return false;
    const others = sourcesOf(layout).filter((one) => sourceKey(one) !== sourceKey(name));
    return layoutNeeds(layout, others).order_by.length > 0;
  }

  /** Reads every dataset to its end and proves it whole; resolves to the proof of the primary one. */
  async finish(): Promise<RowsPassed> {
    for (const opening of this.opened.values()) {
      const opened = await opening;
      if (opened && !opened.isPrimary) await opened.rows.finish();
    }
    return this.primary.rows.finish();
  }

  private resolve(name: string): Promise<OpenDataset | null> {
    const key = sourceKey(name);
    let opening = this.opened.get(key);
    if (!opening) this.opened.set(key, (opening = this.find(name, key)));
    return opening;
  }

  private async find(name: string, key: string): Promise<OpenDataset | null> {
    const dataset = (await this.input.openDataset?.(name)) ?? null;
    if (dataset) {
      return { dataset, rows: new RowsPass({ dataset, options: { totals: [] } }), isPrimary: false };
    }
    this.ownKey ??= key;
    return this.ownKey === key ? this.primary : null;
  }
}

function sourcesOf(layout: NonNullable<RenderInput['layout']>): string[] {
  const { primary, datasets } = layoutNeeds(layout, []);
  return [primary ?? '', ...datasets].filter((name) => name !== '');
}
