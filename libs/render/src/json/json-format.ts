import type { OutputFormat } from '../contract.js';
import { writeDataset } from '../sink-writer.js';
import { jsonText } from './json-text.js';

/**
 * The Dataset as micro-data's API gives it, preceded by what made it: template, document and options.
 * One row per line, so that a large file can still be looked at. With `options.json.bare` only the JSON value that the
 * dataset holds (`bare-json-text.ts`).
 */
export const jsonFormat: OutputFormat = {
  key: 'json',
  aliases: [],
  extension: 'json',
  media_type: 'application/json; charset=utf-8',
  shows_groups: false,
  render: (input, sink) => writeDataset(jsonText(input), input, sink),
};
