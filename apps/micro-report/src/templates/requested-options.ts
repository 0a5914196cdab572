import type { Json } from '@galley/dataset';
import { readRunOptions } from '@galley/template';
import { requestedPaper } from './requested-paper.js';
import { asInvalid } from './template-problems.js';

/** The options of a request. Throws `invalid`, also for a paper that nobody draws: another one would be a surprise. */
export function requestedOptions(given: unknown): Record<string, Json> {
  const options = asInvalid(() => readRunOptions(given, '/options'));
  if (options.page_size) requestedPaper(options.page_size, '/options/page_size');
  return options as Record<string, Json>;
}
