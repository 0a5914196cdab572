import { type Layout, LAYOUT_LIMITS, LayoutError } from '@galley/layout';
import type { RenderInput } from '../contract.js';
import { dataSupplyOf } from '../pages/data-supply-of.js';
import { runContextOf } from '../pages/run-context-of.js';
import type { RunDatasets } from '../pages/run-datasets.js';
import type { DrawingResources } from './draw/drawing-resources.js';
import { PdfPageDevice } from './draw/pdf-page-device.js';

/** Prints the page sections of a layout. Errors as `paginate`. */
export async function drawPages(
  resources: DrawingResources,
  input: RenderInput,
  layout: Layout,
  datasets: RunDatasets,
  scope: string,
): Promise<void> {
  const run = {
    device: new PdfPageDevice(resources, scope),
    supply: dataSupplyOf(datasets),
    context: runContextOf(input),
  };
  await Promise.reject(
    new LayoutError(
      'layout-unsupported',
      `Page layouts are not printed yet (${layout.kind}, ${Object.keys(run).length}, ${LAYOUT_LIMITS.pages}).`,
    ),
  );
}
