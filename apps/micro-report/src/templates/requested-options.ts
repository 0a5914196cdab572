import type { Json } from '@galley/dataset';
import { PAGE_SIZE_NAMES, pageSize } from '@galley/layout';
import { Invalid } from '@galley/platform';
import { readRunOptions } from '@galley/template';
import { asInvalid } from './template-problems.js';

/** The options of a request. Throws `invalid`, also for a paper that nobody draws: another one would be a surprise. */
export function requestedOptions(given: unknown): Record<string, Json> {
  const options = asInvalid(() => readRunOptions(given, '/options'));
  const { page_size } = options;
  if (page_size && !pageSize(page_size)) {
    const detail = `is none of ${PAGE_SIZE_NAMES.join(', ')}`;
    throw Invalid.error(`There is no page size "${page_size}".`, {
      errors: [{ pointer: '/options/page_size', detail }],
    });
  }
  return options as Record<string, Json>;
}
