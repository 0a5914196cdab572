import { JsonRowEncoder } from '@galley/dataset';
import type { ByteSink, OutputFormat, RenderInput, RenderResult } from '../contract.js';
import { passRows } from '../rows-pass.js';
import { writeChunks, writeEncoded } from '../sink-writer.js';

/**
 * The Dataset as micro-data's API gives it, preceded by what made it: template, document and options.
 * One row per line, so that a large file can still be looked at.
 */
export const jsonFormat: OutputFormat = {
  key: 'json',
  aliases: [],
  extension: 'json',
  media_type: 'application/json; charset=utf-8',
  shows_groups: false,

  async render(input: RenderInput, sink: ByteSink): Promise<RenderResult> {
    const { header } = input.dataset;
    const { template, options, ...document } = input.document;
    const head = { template, document, options, ...header };
    await writeChunks(sink, [Buffer.from(`${JSON.stringify(head).slice(0, -1)},"rows":[\n`)]);
    const encoder = new JsonRowEncoder(header.columns, { shape: 'object', separator: ',\n' });
    const { rows, trailer } = await passRows(input, (batch) =>
      writeEncoded(sink, encoder, encoder.encode(batch)),
    );
    const { totals, groups, summary } = trailer;
    const tail = Buffer.from(`\n],${JSON.stringify({ totals, groups, summary }).slice(1)}\n`);
    await writeChunks(sink, [...encoder.flush(), tail]);
    return { rows, pages: null, trailer };
  },
};
