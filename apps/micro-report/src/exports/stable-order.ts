import type { Column, Json } from '@galley/dataset';

/** What the options of a run take. */
const MAX_COLUMNS = 20;

/**
 * Options under which equal rows come in an equal order: the columns themselves, from the left, where neither the wish nor
 * the template says another. Without an order the database may give the same rows in any, and they would not be known
 * again by their fingerprint (EN-AP-11).
 */
export function withStableOrder(
  options: Readonly<Record<string, Json>>,
  templateOptions: unknown,
  columns: readonly Column[],
): Readonly<Record<string, Json>> {
  const preset = (templateOptions ?? {}) as Readonly<Record<string, Json | undefined>>;
  if (isNamed(options.sort_by ?? preset.sort_by)) return options;
  const sort_by = columns.filter(({ type }) => type !== 'json').map(({ name }) => name);
  return sort_by.length === 0 ? options : { ...options, sort_by: sort_by.slice(0, MAX_COLUMNS) };
}

function isNamed(order: Json | undefined): boolean {
  return Array.isArray(order) ? order.length > 0 : Boolean(order);
}
