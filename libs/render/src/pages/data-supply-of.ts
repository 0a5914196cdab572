import { readTextRows } from '@galley/dataset';
import type { DataSupply, RowSource, TextRow } from '@galley/layout';
import type { OpenDataset, RunDatasets } from './run-datasets.js';

/**
 * The datasets of a run as a layout reads them. The binding's own comes in order where the database could be asked for it;
 * otherwise the layout sorts by itself.
 */
export function dataSupplyOf(datasets: RunDatasets): DataSupply {
  return {
    async open(source): Promise<RowSource | null> {
      const opened = await datasets.open(source);
      return opened && rowSource(opened, opened.isPrimary && datasets.isOrderedByDatabase(source));
    },
  };
}

function rowSource({ dataset, rows }: OpenDataset, is_ordered: boolean): RowSource {
  return {
    columns: dataset.header.columns,
    is_ordered,
    async *batches(): AsyncGenerator<readonly TextRow[]> {
      for await (const batch of rows.batches()) yield [...readTextRows(batch)];
    },
  };
}
