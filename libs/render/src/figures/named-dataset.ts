import { LayoutError } from '@galley/layout';
import type { OpenDataset, RunDatasets } from '../pages/run-datasets.js';

/** A dataset that a table section names. Throws `LayoutError` `layout-data-missing` when the template has none of this name. */
export async function namedDataset(datasets: RunDatasets, name: string): Promise<OpenDataset> {
  const opened = await datasets.open(name);
  if (opened && !opened.isPrimary) return opened;
  throw new LayoutError(
    'layout-data-missing',
    `The layout shows dataset "${name}", which the template does not name.`,
  );
}
