import { RowCells } from '@galley/dataset';
import type { DocumentInfo, TextDesign } from '@galley/layout';
import { namedDataset } from '../figures/named-dataset.js';
import { firstRowScope } from '../groups/printed-text.js';
import { RowScope } from '../groups/row-scope.js';
import type { RunDatasets } from './run-datasets.js';

/**
 * What the paragraphs of a text see: the first row of the template's own dataset, once, or one row of its own after another.
 * Errors: `LayoutError` `layout-data-missing`, `DatasetStreamError`.
 */
export async function* textScopes(
  { source }: TextDesign,
  datasets: RunDatasets,
  document: DocumentInfo,
): AsyncGenerator<RowScope> {
  if (source === null) {
    yield await firstRowScope(datasets.primary, document);
    return;
  }
  const { dataset, rows } = await namedDataset(datasets, source);
  const { columns } = dataset.header;
  const cells = new RowCells(columns.length);
  const scope = new RowScope(columns, document);
  for await (const batch of rows.batches()) {
    for (let at = 0; at < batch.length;) {
      at = cells.read(batch, at);
      scope.read(batch, cells);
      yield scope;
    }
  }
}
