/** Portrait width and height in points (1/72 inch). */
const PAGE_SIZES: Readonly<Record<string, readonly [width: number, height: number]>> = {
  A3: [841.89, 1190.55],
  A4: [595.28, 841.89],
  A5: [419.53, 595.28],
  Letter: [612, 792],
  Legal: [612, 1008],
};

export const PAGE_SIZE_NAMES: readonly string[] = Object.keys(PAGE_SIZES);

/** A page size by name, in any case; null when there is none. */
export function pageSize(name: string): { name: string; width: number; height: number } | null {
  const key = PAGE_SIZE_NAMES.find((known) => known.toLowerCase() === name.toLowerCase());
  const size = key === undefined ? undefined : PAGE_SIZES[key];
  return key !== undefined && size ? { name: key, width: size[0], height: size[1] } : null;
}
