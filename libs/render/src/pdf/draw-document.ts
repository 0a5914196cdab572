import type { Layout, PageDesign, TableDesign } from '@galley/layout';
import { readLayout } from '@galley/layout';
import type { RenderInput } from '../contract.js';
import { RunDatasets } from '../pages/run-datasets.js';
import type { RowsPassed } from '../rows-pass.js';
import type { DrawingResources } from './draw/drawing-resources.js';
import { drawPages } from './draw-pages.js';
import { drawTableSection } from './table/table-section.js';
import { tableWatermark } from './table-watermark.js';

/** Draws one document, section after section; resolves when every dataset that was opened is proven whole. */
export async function drawDocument(
  resources: DrawingResources,
  input: RenderInput,
  scope: string,
): Promise<RowsPassed> {
  const datasets = new RunDatasets(input);
  const layout = input.layout ?? autoOf(input);
  const complete: (() => void)[] = [];
  for (const part of partsOf(layout)) {
    if (part.kind === 'pages') await drawPages(resources, input, part.layout, datasets, scope);
    else complete.push(await drawTable(resources, input, part.design, datasets));
  }
  const passed = await datasets.finish();
  for (const done of complete) done();
  return passed;
}

type Part =
  | { readonly kind: 'pages'; readonly layout: Layout }
  | { readonly kind: 'table'; readonly design: TableDesign };

/** Page designs that follow each other are printed in one go; the pages of subreports belong to each. */
function partsOf(layout: Layout): readonly Part[] {
  const parts: Part[] = [];
  const subreports = layout.sections.filter((section) => section.kind === 'pages' && section.is_subreport);
  let run: PageDesign[] = [];
  const close = (): void => {
    if (run.length > 0)
      parts.push({ kind: 'pages', layout: { ...layout, sections: [...run, ...subreports] } });
    run = [];
  };
  for (const section of layout.sections) {
    if (section.kind === 'pages') {
      if (!section.is_subreport) run.push(section);
      continue;
    }
    close();
    parts.push({ kind: 'table', design: section.design });
  }
  if (parts.length === 0) return [{ kind: 'pages', layout }];
  close();
  return parts;
}

async function drawTable(
  resources: DrawingResources,
  input: RenderInput,
  design: TableDesign,
  datasets: RunDatasets,
): Promise<() => void> {
  const { pdf } = resources;
  const opened = (await datasets.open(design.source)) ?? datasets.primary;
  const watermark = input.options.pdf?.watermark ?? design.watermark;
  pdf.decoration = watermark === null ? null : tableWatermark(resources, watermark);
  try {
    return await drawTableSection(pdf, { ...input, dataset: opened.dataset }, design, opened.rows);
  } finally {
    pdf.decoration = null;
  }
}

function autoOf({ document: { locale }, options }: RenderInput): Layout {
  return readLayout('', { signature_config: null, orientation: options.orientation ?? 'auto', locale });
}
