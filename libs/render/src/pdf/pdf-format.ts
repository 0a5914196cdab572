import type { ByteSink, OutputFormat, RenderInput, RenderResult } from '../contract.js';
import { layoutFailure } from '../pages/layout-failure.js';
import { csvText } from '../csv/csv-text.js';
import { jsonText } from '../json/json-text.js';
import { RenderError } from '../render-error.js';
import type { RowsPassed } from '../rows-pass.js';
import { DatasetAttachment } from './archive/attachment.js';
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

function open({ document, options: { pdf } }: RenderInput, sink: ByteSink): PdfDocument {
  const { title, subtitle, organization, generated_at, locale, template } = document;
  if (pdf?.archive && pdf.password) {
    throw new RenderError(
      'archive-with-password',
      'PDF/A forbids encryption: leave "archive" or "password" out.',
    );
  }
  const version = template.version === null ? '' : ` version ${template.version}`;
  const properties = {
    title,
    author: organization,
    subject: subtitle,
    keywords: `${template.name}${version}`,
    created: generated_at,
    language: locale,
  };
  return new PdfDocument(sink, properties, {
    isArchive: Boolean(pdf?.archive),
    isTagged: pdf?.tagged ?? false,
    password: pdf?.password ?? null,
  });
}

async function drawn(resources: DrawingResources, input: RenderInput, scope: string): Promise<RowsPassed> {
  const attachment = attachmentOf(input);
  try {
    const passed = await drawDocument(
      resources,
      attachment ? { ...input, dataset: attachment.dataset } : input,
      scope,
    );
    if (attachment) resources.pdf.attach(await attachment.finish(nameOf(input, scope), input.document.title));
    return passed;
  } catch (error) {
    throw layoutFailure(error);
  }
}

function attachmentOf(input: RenderInput): DatasetAttachment | null {
  const archive = input.options.pdf?.archive ?? null;
  if (archive === null) return null;
  return new DatasetAttachment(input.dataset, archive === 'csv' ? csvText(input) : jsonText(input));
}

/** `dataset.csv`, or `dataset-2.csv` of the second document of several. */
function nameOf({ options }: RenderInput, scope: string): string {
  return `dataset${scope && `-${scope.replace('/', '')}`}.${options.pdf?.archive}`;
}
