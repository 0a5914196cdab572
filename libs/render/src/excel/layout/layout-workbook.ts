import type { Layout } from '@galley/layout';
import { prepareCharts } from '../../chart/vega-paths.js';
import type { ByteSink, RenderInput, RenderResult } from '../../contract.js';
import { hasCharts } from '../../pages/has-charts.js';
import { layoutFailure } from '../../pages/layout-failure.js';
import { RunDatasets } from '../../pages/run-datasets.js';
import { parametersSheet } from '../parameters-sheet.js';
import { sheetPath, workbookParts } from '../workbook-parts.js';
import { PartSheets } from './part-sheets.js';
import { sectionTables } from './section-tables.js';
import { writeTableSection } from './table-sheets.js';
import { WorkbookDraft } from './workbook-draft.js';

/** Whether a layout says more than the auto table does. */
export function isDesigned(layout: Layout | undefined): layout is Layout {
  return layout !== undefined && layout.kind !== 'auto';
}

/**
 * A workbook of a layout: a sheet per table section, of laid out pages the data they show; crosstabs as cells, charts as
 * pictures. Watermarks, pictures and places on the page are the PDF's. Streamed; errors as `pdfFormat`'s, and
 * `RenderError` `too-many-columns`.
 */
export async function writeLayoutWorkbook(
  input: RenderInput,
  layout: Layout,
  sink: ByteSink,
  maxRows?: number,
): Promise<RenderResult> {
  const draft = new WorkbookDraft(input.document, sink, maxRows);
  const datasets = new RunDatasets(input);
  try {
    if (hasCharts(layout)) await prepareCharts();
    const parts = new PartSheets(draft, input, layout, datasets);
    for await (const section of sectionTables(draft, layout, datasets)) {
      const place = draft.entries.length;
      if ('part' in section) await parts.write(section.part);
      else await writeTableSection(draft, input, section, datasets);
      if (section.at !== null) parts.belongs(section.at, place);
    }
    await parts.finish();
    const { rows, trailer } = await datasets.finish();
    await finish(draft, input, trailer, directionOf(layout));
    return { rows, pages: draft.entries.length, trailer };
  } catch (error) {
    throw layoutFailure(error);
  }
}

async function finish(
  draft: WorkbookDraft,
  { document, options }: RenderInput,
  trailer: RenderResult['trailer'],
  direction: 'ltr' | 'rtl' | null,
): Promise<void> {
  const { zip, styles, entries, shortened, isFromPages } = draft;
  const leftOut = [...draft.leftOut];
  // A workbook has one sheet at least; and what is left out must be said.
  if (options.include_summary || entries.length === 0 || leftOut.length > 0) {
    const facts = { shortened, isFromPages, leftOut, direction };
    await zip.add(sheetPath(entries.length), parametersSheet(document, trailer, facts, styles));
    entries.push({ name: draft.names.take('Parameters', 'Parameters'), filter: null });
  }
  await zip.add('xl/styles.xml', styles.xml());
  for (const [path, content] of Object.entries(workbookParts(document, entries)))
    await zip.add(path, content);
  await zip.finish();
}

/** Of all its sections alike; null = as the locale runs. */
function directionOf({ sections }: Layout): 'ltr' | 'rtl' | null {
  const [first] = sections;
  return first && first.kind !== 'pages' ? first.design.direction : null;
}
