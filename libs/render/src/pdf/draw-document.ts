import { type Layout, Pagination, readLayout, type TableDesign } from '@galley/layout';
import { prepareCharts } from '../chart/vega-paths.js';
import type { RenderInput } from '../contract.js';
import { namedDataset } from '../figures/named-dataset.js';
import { dataSupplyOf } from '../pages/data-supply-of.js';
import { hasCharts } from '../pages/has-charts.js';
import { runContextOf } from '../pages/run-context-of.js';
import { RunDatasets } from '../pages/run-datasets.js';
import type { RowsPassed } from '../rows-pass.js';
import type { DrawingResources } from './draw/drawing-resources.js';
import { PdfPageDevice } from './draw/pdf-page-device.js';
import { drawTableSection } from './table/table-section.js';
import { tableWatermark } from './table-watermark.js';

/**
 * Draws one document, section after section; resolves when every dataset that was opened is proven whole. `scope` stands
 * before the names of its places. Errors: `LayoutError`, `DatasetStreamError`.
 */
export async function drawDocument(
  resources: DrawingResources,
  input: RenderInput,
  scope: string,
): Promise<RowsPassed> {
  const datasets = new RunDatasets(input);
  const layout = input.layout ?? autoOf(input);
  if (hasCharts(layout)) await prepareCharts();
  const complete = await drawSections(resources, input, layout, datasets, scope);
  const passed = await datasets.finish();
  for (const done of complete) done();
  return passed;
}

/** Resolves to what completes the pages once their number is known. */
async function drawSections(
  resources: DrawingResources,
  input: RenderInput,
  layout: Layout,
  datasets: RunDatasets,
  scope: string,
): Promise<readonly (() => void)[]> {
  const complete: (() => void)[] = [];
  const pagination = paginationOf(resources, input, layout, datasets, scope);
  try {
    await pagination?.open();
    for (const section of layout.sections) {
      if (section.kind === 'pages') {
        if (!section.is_subreport) await pagination?.print(section);
        continue;
      }
      if (section.kind !== 'table') continue;
      await pagination?.leave(0);
      const before = resources.pdf.pageCount;
      complete.push(await drawTable(resources, input, section.design, datasets));
      await pagination?.leave(resources.pdf.pageCount - before);
    }
    await pagination?.finish();
  } finally {
    await pagination?.close();
  }
  return complete;
}

function paginationOf(
  resources: DrawingResources,
  input: RenderInput,
  layout: Layout,
  datasets: RunDatasets,
  scope: string,
): Pagination | null {
  if (layout.sections.every((section) => section.kind !== 'pages')) return null;
  const device = new PdfPageDevice(resources, scope);
  return new Pagination(layout, dataSupplyOf(datasets), device, runContextOf(input));
}

async function drawTable(
  resources: DrawingResources,
  input: RenderInput,
  design: TableDesign,
  datasets: RunDatasets,
): Promise<() => void> {
  const { pdf } = resources;
  const { source } = design;
  const opened = source === null ? datasets.primary : await namedDataset(datasets, source);
  const watermark = input.options.pdf?.watermark ?? design.watermark;
  pdf.decoration = watermark === null ? null : tableWatermark(resources, watermark);
  try {
    return await drawTableSection(
      resources,
      { ...input, dataset: opened.dataset },
      design,
      opened.rows,
      datasets,
    );
  } finally {
    pdf.decoration = null;
  }
}

function autoOf({ document: { locale }, options }: RenderInput): Layout {
  return readLayout('', { signature_config: null, orientation: options.orientation ?? 'auto', locale });
}
