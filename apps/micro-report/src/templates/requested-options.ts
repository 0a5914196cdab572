import type { Json } from '@galley/dataset';
import { readRunOptions, readStoredOptions } from '@galley/template';
import { requestedPaper } from './requested-paper.js';
import { asInvalid } from './template-problems.js';

/**
 * The options of a request. Throws `invalid`, also for a paper that nobody draws: another one would be a surprise. A
 * password is for files that are made at once and handed over (`instant`); jobs keep their options and refuse it.
 */
export function requestedOptions(given: unknown, use: 'instant' | 'job' = 'job'): Record<string, Json> {
  const read = use === 'instant' ? readRunOptions : readStoredOptions;
  const options = asInvalid(() => read(given, '/options'));
  if (options.page_size) requestedPaper(options.page_size, '/options/page_size');
  return options as Record<string, Json>;
}
