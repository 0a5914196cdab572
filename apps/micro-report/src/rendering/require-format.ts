import { formatOf, type OutputFormat } from '@galley/render';
import { RunFailure } from './run-failure.js';

/** The format of a job's key. A job keeps its key for years, so a format may have been taken out since. */
export function requireFormat(key: string): OutputFormat {
  const format = formatOf(key);
  if (format) return format;
  throw new RunFailure('final', 'format-gone', `The format "${key}" is no longer made here.`);
}
