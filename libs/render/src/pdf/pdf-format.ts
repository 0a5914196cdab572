import type { ByteSink, OutputFormat, RenderInput, RenderResult } from '../contract.js';
import { layoutFailure } from '../pages/layout-failure.js';
import { RenderError } from '../render-error.js';
import { PdfDocument } from './document/pdf-document.js';
import { DrawingResources } from './draw/drawing-resources.js';
import { drawDocument } from './draw-document.js';

/** Documents as PDF, page by page. */
export const pdfFormat: OutputFormat = {
  key: 'pdf',
  aliases: [],
  extension: 'pdf',
  media_type: 'application/pdf',
  shows_groups: true,
  render,
  renderAll,
};

async function render(input: RenderInput, sink: ByteSink): Promise<RenderResult> {
  const resources = new DrawingResources(open(input, sink));
  const { rows, trailer } = await drawn(resources, input, '');
  await resources.pdf.finish();
  return { rows, pages: resources.pdf.filePages, trailer };
}

/** Documents behind each other; names of places in one are none of another's. */
async function renderAll(inputs: AsyncIterable<RenderInput>, sink: ByteSink): Promise<RenderResult> {
  let resources: DrawingResources | null = null;
  let trailer: RenderResult['trailer'] | null = null;
  let [count, rows] = [0, 0];
  for await (const input of inputs) {
    resources ??= new DrawingResources(open(input, sink));
    resources.pdf.beginDocument(input.document.title);
    const passed = await drawn(resources, input, `${++count}/`);
    rows += passed.rows;
    trailer = passed.trailer;
  }
  if (!resources || !trailer) throw new RenderError('nothing-to-print', 'There is no document to print.');
  await resources.pdf.finish();
  return { rows, pages: resources.pdf.filePages, trailer };
}

function open({ document }: RenderInput, sink: ByteSink): PdfDocument {
  const { title, organization, generated_at, locale } = document;
  return new PdfDocument(sink, { title, author: organization, created: generated_at, language: locale });
}

async function drawn(resources: DrawingResources, input: RenderInput, scope: string) {
  try {
    return await drawDocument(resources, input, scope);
  } catch (error) {
    throw layoutFailure(error);
  }
}
