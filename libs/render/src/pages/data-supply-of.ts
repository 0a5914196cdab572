import { readTextRows } from '@galley/dataset';
import type { DataSupply, RowSource, TextRow } from '@galley/layout';
import type { OpenDataset, RunDatasets } from './run-datasets.js';

/** The datasets of a run as a layout reads them. The binding's own comes in the order that the layout asked for. */
export function dataSupplyOf(datasets: RunDatasets): DataSupply {
  return {
    async open(source): Promise<RowSource | null> {
      const opened = await datasets.open(source);
      return opened && rowSource(opened);
    },
  };
}

function rowSource({ dataset, rows, isPrimary }: OpenDataset): RowSource {
  return {
    columns: dataset.header.columns,
    is_ordered: isPrimary,
    async *batches(): AsyncGenerator<readonly TextRow[]> {
      for await (const batch of rows.batches()) yield [...readTextRows(batch)];
    },
  };
}
