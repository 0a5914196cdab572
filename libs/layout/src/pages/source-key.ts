/** By which names of sources, columns, parameters and bands are compared: without case, spaces and underscores. */
export function sourceKey(name: string): string {
  return name.replace(/[\s_]+/g, '').toLowerCase();
}
