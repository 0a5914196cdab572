import { readTextRows, type TextRow } from '@galley/dataset';
import { autoLayout, type TableDesign, type TableLayout } from '@galley/layout';
import type { RenderInput } from '../../contract.js';
import { designedOptions } from '../../figures/designed-options.js';
import { SectionFigures } from '../../figures/section-figures.js';
import { TableGroups } from '../../groups/table-groups.js';
import type { RowsPass } from '../../rows-pass.js';
import type { RunDatasets } from '../../pages/run-datasets.js';
import type { PdfDocument } from '../document/pdf-document.js';
import type { PageDecoration } from '../document/pdf-document.js';
import type { DrawingResources } from '../draw/drawing-resources.js';
import type { DrawnSection, SectionContext } from './section-context.js';
import { TablePainter } from './table-painter.js';

/** Rows and characters held back to choose column widths from. */
const SAMPLE_ROWS = 200;
const SAMPLE_SIZE = 1 << 20;
/** Points of letters for which a table rather goes on below another section than turns the page around. */
const LEGIBLE = 7;
/** What the organization's picture is called, whatever asset it is. */
const LOGO = 'logo';

/**
 * Draws a table section from the rows of its dataset, which `input.dataset` is too. Errors: `LayoutError`, `ExpressionError`, `ControlTotalsError`.
 */
export async function drawTableSection(
  resources: DrawingResources,
  input: RenderInput,
  design: TableDesign,
  rows: RowsPass,
  datasets: RunDatasets,
  more: { readonly context: SectionContext; readonly decoration: PageDecoration | null },
): Promise<DrawnSection> {
  const held: Buffer[] = [];
  const sample: TextRow[] = [];
  let painter: TablePainter | null = null;

  /** Without a summary the document does not repeat its parameters; that it is complete, it always says. */
  const info = input.options.include_summary ? input.document : { ...input.document, parameters: [] };
  const { header } = input.dataset;
  const options = designedOptions(input.options, design);
  const figures = SectionFigures.of(design, input.document);
  const readFigures = figures?.reader(header.columns, null);

  const start = async (): Promise<TablePainter> => {
    const made = new TablePainter({
      resources,
      info,
      header,
      layout: layoutOf({ ...input, options }, design, sample, resources.pdf, more.context),
      groups: new TableGroups(header, options.group_by, options.totals),
      design,
      figures,
      ...more,
      logo: input.assets?.get(LOGO) ?? null,
    });
    painter = made;
    for (const batch of held.splice(0)) await made.paint(batch);
    return made;
  };
  for await (const batch of rows.batches()) {
    readFigures?.(batch);
    if (painter) await (painter as TablePainter).paint(batch);
    else {
      held.push(batch);
      if (takeSample(sample, batch)) await start();
    }
  }
  const { trailer } = await rows.finish();
  await figures?.readOthers(datasets);
  const made = painter ?? (await start());
  return made.finish(trailer);
}

/** Fills the sample; true when it is full. Counts rows, not batches: equal rows are laid out alike however they arrive. */
function takeSample(sample: TextRow[], batch: Buffer): boolean {
  let size = sample.reduce((sum, row) => sum + sizeOf(row), 0);
  for (const row of readTextRows(batch)) {
    sample.push(row);
    size += sizeOf(row);
    if (sample.length >= SAMPLE_ROWS || size >= SAMPLE_SIZE) return true;
  }
  return false;
}

function sizeOf(row: TextRow): number {
  return row.reduce((sum, cell) => sum + (cell?.length ?? 0), 0);
}

function layoutOf(
  { dataset, document, options }: RenderInput,
  design: TableDesign,
  sample: readonly TextRow[],
  pdf: PdfDocument,
  { before }: SectionContext,
): TableLayout {
  const measure = (text: string, isBold: boolean): number => pdf.text.line(text, isBold).width;
  const laidOut = (orientation: RenderInput['options']['orientation']): TableLayout =>
    autoLayout(
      dataset.header.columns,
      sample,
      {
        group_by: options.group_by,
        totals: options.totals,
        measure,
        design,
        currency: document.currency ?? null,
        ...(options.page_size ? { page_size: options.page_size } : {}),
        ...(orientation ? { orientation } : {}),
      },
      document.locale,
    );
  if (!before || (options.orientation ?? 'auto') !== 'auto') return laidOut(options.orientation);
  const goingOn = laidOut(before.width > before.height ? 'landscape' : 'portrait');
  const isLegible = goingOn.panels.length === 1 && goingOn.font_size >= LEGIBLE;
  return isLegible ? goingOn : laidOut(options.orientation);
}
