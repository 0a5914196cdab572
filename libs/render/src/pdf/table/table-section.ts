import { readTextRows, type TextRow } from '@galley/dataset';
import { autoLayout, type TableDesign } from '@galley/layout';
import type { RenderInput } from '../../contract.js';
import { TableGroups } from '../../groups/table-groups.js';
import type { RowsPass } from '../../rows-pass.js';
import type { PdfDocument } from '../document/pdf-document.js';
import { TablePainter } from './table-painter.js';

/** Rows and characters held back to choose column widths from. */
const SAMPLE_ROWS = 200;
const SAMPLE_SIZE = 1 << 20;

/**
 * Draws a table section from the rows of its dataset, which `input.dataset` is too; resolves to what completes its pages
 * once all are drawn.
 */
export async function drawTableSection(
  pdf: PdfDocument,
  input: RenderInput,
  _design: TableDesign,
  rows: RowsPass,
): Promise<() => void> {
  const held: Buffer[] = [];
  const sample: TextRow[] = [];
  let painter: TablePainter | null = null;

  /** Without a summary the document does not repeat its parameters; that it is complete, it always says. */
  const info = input.options.include_summary ? input.document : { ...input.document, parameters: [] };

  const start = async (): Promise<TablePainter> => {
    const { header } = input.dataset;
    const groups = new TableGroups(header, input.options.group_by, input.options.totals);
    const made = new TablePainter(pdf, info, header, layoutOf(input, sample, pdf), groups);
    painter = made;
    for (const batch of held.splice(0)) await made.paint(batch);
    return made;
  };
  for await (const batch of rows.batches()) {
    if (painter) await (painter as TablePainter).paint(batch);
    else {
      held.push(batch);
      if (takeSample(sample, batch)) await start();
    }
  }
  const { trailer } = await rows.finish();
  const made = painter ?? (await start());
  made.finish(trailer);
  return () => made.writePageCount();
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

function layoutOf({ dataset, document, options }: RenderInput, sample: readonly TextRow[], pdf: PdfDocument) {
  const measure = (text: string, isBold: boolean): number => pdf.text.line(text, isBold).width;
  return autoLayout(
    dataset.header.columns,
    sample,
    {
      group_by: options.group_by,
      totals: options.totals,
      measure,
      ...(options.page_size ? { page_size: options.page_size } : {}),
      ...(options.orientation ? { orientation: options.orientation } : {}),
    },
    document.locale,
  );
}
