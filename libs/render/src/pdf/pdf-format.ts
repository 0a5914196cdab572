import { readTextRows, type TextRow } from '@galley/dataset';
import { autoLayout } from '@galley/layout';
import type { ByteSink, OutputFormat, RenderInput, RenderResult } from '../contract.js';
import { TableGroups } from '../groups/table-groups.js';
import { passRows } from '../rows-pass.js';
import { PdfDocument } from './document/pdf-document.js';
import { TablePainter } from './table/table-painter.js';

/** Rows and characters held back to choose column widths from. */
const SAMPLE_ROWS = 200;
const SAMPLE_SIZE = 1 << 20;

/** The *auto* document as PDF, page by page. */
export const pdfFormat: OutputFormat = {
  key: 'pdf',
  aliases: [],
  extension: 'pdf',
  media_type: 'application/pdf',
  shows_groups: true,
  render,
};

async function render(input: RenderInput, sink: ByteSink): Promise<RenderResult> {
  const { title, organization, generated_at, locale } = input.document;
  const pdf = new PdfDocument(sink, { title, author: organization, created: generated_at, language: locale });
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
  const { rows, trailer } = await passRows(input, async (batch) => {
    if (painter) return painter.paint(batch);
    held.push(batch);
    if (takeSample(sample, batch)) await start();
  });
  await (painter ?? (await start())).finish(trailer);
  return { rows, pages: pdf.pageCount, trailer };
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
