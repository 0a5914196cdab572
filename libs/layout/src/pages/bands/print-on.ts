import type { PrintOn } from '../../model/objects.js';
import type { PageNumbers } from '../scope/print-state.js';

/** Whether something shows; the last page is known only when it is finished. */
export type Showing = 'always' | 'never' | 'only_last' | 'unless_last';

/** Whether `rule` lets something show on a page; `isRepeated`: in a band repeated on a further page. */
export function showingOn(rule: PrintOn | null, page: PageNumbers, isRepeated: boolean): Showing {
  if (!rule) return 'always';
  if (isRepeated ? !rule.repeated : !rule.original) return 'never';
  const namesPages = rule.first_page || rule.last_page || rule.odd_pages || rule.even_pages;
  if (isRepeated && !namesPages) return 'always';
  const before = showsAt(rule, page, false);
  const last = showsAt(rule, page, true);
  if (before === last) return last ? 'always' : 'never';
  return last ? 'only_last' : 'unless_last';
}

/** Odd and even pages, less the first and last where these are left out; a rule of first or last alone adds them. */
function showsAt(rule: PrintOn, page: PageNumbers, isLast: boolean): boolean {
  const isFirst = page.absolute === 1;
  if (!rule.odd_pages && !rule.even_pages) {
    return (isFirst && rule.first_page) || (isLast && rule.last_page);
  }
  if ((isFirst && !rule.first_page) || (isLast && !rule.last_page)) return false;
  return page.number % 2 === 1 ? rule.odd_pages : rule.even_pages;
}
