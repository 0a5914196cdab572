/** Names differ by template, not by row; the bound is for templates without end. */
const MAX_KNOWN = 5000;
const known = new Map<string, string>();

/** By which names of sources, columns, parameters and bands are compared: without case, spaces and underscores. */
export function sourceKey(name: string): string {
  let key = known.get(name);
  if (key === undefined) {
    key = name.replace(/[\s_]+/g, '').toLowerCase();
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(name, key);
  }
  return key;
}
