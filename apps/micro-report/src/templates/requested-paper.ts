import { PAGE_SIZE_NAMES, pageSize } from '@galley/layout';
import { Invalid } from '@galley/platform';

/** Throws `invalid` at the pointer for a paper that nobody draws. */
export function requestedPaper(name: string, pointer: string): void {
  if (pageSize(name)) return;
  const detail = `is none of ${PAGE_SIZE_NAMES.join(', ')}`;
  throw Invalid.error(`There is no page size "${name}".`, { errors: [{ pointer, detail }] });
}
