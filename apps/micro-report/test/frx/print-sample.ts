import { readFileSync } from 'node:fs';
import { readLayout, type Layout } from '@galley/layout';
import { formatOf, type ByteSink } from '@galley/render';
import { linesOf, readPdf } from '../../../../libs/render/src/pdf/testing/read-pdf.js';
import { NO_ROWS, openTable, readNwind } from './nwind.js';

export interface Printed {
  readonly layout: Layout;
  readonly bytes: Buffer;
  readonly sizes: readonly (readonly [width: number, height: number])[];
  readonly outline: readonly string[];
  /** Page by page, line by line. */
  readonly pages: readonly (readonly string[])[];
  /** All lines of all pages. */
  readonly lines: readonly string[];
}

const tables = readNwind();

/** Prints one of FastReport's samples on the data of Northwind. */
export async function printSample(name: string): Promise<Printed> {
  const content = readFileSync(new URL(`fixtures/templates/${name}.frx`, import.meta.url), 'utf8');
  const layout = readLayout(content, { signature_config: null, orientation: 'auto', locale: 'en-US' });
  const bytes = await render(layout);
  const { pages, sizes, outline } = await readPdf(bytes);
  const lines = pages.map(linesOf);
  return { layout, bytes, sizes, outline, pages: lines, lines: lines.flat() };
}

async function render(layout: Layout): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const sink: ByteSink = {
    write: (bytes) => chunks.push(Buffer.from(bytes)) > 0,
    drained: () => Promise.resolve(),
  };
  const dataset = await openTable([NO_ROWS], '');
  if (!dataset) throw new Error('no dataset');
  await formatOf('pdf')?.render(
    {
      dataset,
      layout,
      openDataset: (source) => openTable(tables, source),
      document: {
        title: 'Sample',
        subtitle: null,
        organization: 'Galley',
        parameters: [],
        currency: 'USD',
        locale: 'en-US',
        timezone: 'UTC',
        generated_at: '2026-07-01T09:30:00.000Z',
        template: { id: null, name: 'sample', version: 1 },
        options: {},
      },
      options: { group_by: [], totals: [], include_summary: true, csv: {} },
    },
    sink,
  );
  return Buffer.concat(chunks);
}
