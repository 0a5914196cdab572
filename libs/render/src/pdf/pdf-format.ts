import type { ByteSink, OutputFormat, RenderInput, RenderResult } from '../contract.js';
import { RowsPass } from '../rows-pass.js';
import { PdfDocument } from './document/pdf-document.js';
import { drawTableSection } from './table/table-section.js';

/** A document as PDF, page by page. */
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
  const pass = new RowsPass(input);
  const complete = await drawTableSection(pdf, input, pass);
  const { rows, trailer } = await pass.finish();
  complete();
  await pdf.finish();
  return { rows, pages: pdf.filePages, trailer };
}
