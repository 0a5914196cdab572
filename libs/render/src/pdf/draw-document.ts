import { type Layout, Pagination, readLayout } from '@galley/layout';
import { prepareCharts } from '../chart/vega-paths.js';
import type { RenderInput } from '../contract.js';
import { dataSupplyOf } from '../pages/data-supply-of.js';
import { hasCharts } from '../pages/has-charts.js';
import { runContextOf } from '../pages/run-context-of.js';
import { RunDatasets } from '../pages/run-datasets.js';
import type { RowsPassed } from '../rows-pass.js';
import type { DrawingResources } from './draw/drawing-resources.js';
import { PdfPageDevice } from './draw/pdf-page-device.js';
import { DocumentSections } from './sections/document-sections.js';

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
  const sections = new DocumentSections(resources, input, layout, datasets, scope);
  await drawSections(resources, input, layout, datasets, sections, scope);
  const passed = await datasets.finish();
  sections.complete();
  return passed;
}

async function drawSections(
  resources: DrawingResources,
  input: RenderInput,
  layout: Layout,
  datasets: RunDatasets,
  sections: DocumentSections,
  scope: string,
): Promise<void> {
  const pagination = paginationOf(resources, input, layout, datasets, scope);
  try {
    await pagination?.open();
    for (const [at, section] of layout.sections.entries()) {
      if (section.kind === 'pages') {
        if (!section.is_subreport) await pagination?.print(section);
        continue;
      }
      await pagination?.leave(0);
      const before = resources.pdf.pageCount;
      await sections.draw(section, at);
      await pagination?.leave(resources.pdf.pageCount - before);
    }
    await pagination?.finish();
  } finally {
    await pagination?.close();
  }
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

function autoOf({ document: { locale }, options }: RenderInput): Layout {
  return readLayout('', { signature_config: null, orientation: options.orientation ?? 'auto', locale });
}
