import { JsonRowEncoder } from '@galley/dataset';
import type { RenderInput } from '../contract.js';
import type { DatasetText } from '../dataset-text.js';
import { bareJsonText } from './bare-json-text.js';

/** The dataset as JSON, preceded by what made it: template, document and options; or bare, the one JSON value that it holds. */
export function jsonText(input: RenderInput): DatasetText {
  return input.options.json?.bare ? bareJsonText(input) : describedJsonText(input);
}

function describedJsonText(input: RenderInput): DatasetText {
  const { header } = input.dataset;
  const { template, options, ...document } = input.document;
  const head = { template, document, options, ...header };
  const encoder = new JsonRowEncoder(header.columns, { shape: 'object', separator: ',\n' });
  return {
    media_type: 'application/json; charset=utf-8',
    start: () => [Buffer.from(`${JSON.stringify(head).slice(0, -1)},"rows":[\n`)],
    rows: (batch) => encoder.encode(batch),
    end: ({ totals, groups, summary }) => {
      const tail = Buffer.from(`\n],${JSON.stringify({ totals, groups, summary }).slice(1)}\n`);
      return [...encoder.flush(), tail];
    },
    reuse: (chunk) => encoder.reuse(chunk),
  };
}
