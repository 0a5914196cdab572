type Point = readonly [x: number, y: number];

/**
 * Outlines of the dark modules of a grid, row by row from the upper left; holes are outlines too, told by the even-odd
 * rule. Neighbouring modules become one area, so that no seam shows between them. `unit` is the side of a module.
 */
export function traceModules(modules: ArrayLike<number>, columns: number, unit: number): readonly Point[][] {
  const stride = columns + 1;
  const rows = Math.floor(modules.length / columns);
  const isDark = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < columns && y < rows && modules[y * columns + x] === 1;
  // Edges by the corner they leave from, dark on their right hand; at most two leave one corner.
  const edges = new Map<number, number[]>();
  const add = (from: number, to: number): void => {
    const known = edges.get(from);
    if (known) known.push(to);
    else edges.set(from, [to]);
  };
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if (!isDark(x, y)) continue;
      const corner = y * stride + x;
      if (!isDark(x, y - 1)) add(corner, corner + 1);
      if (!isDark(x + 1, y)) add(corner + 1, corner + 1 + stride);
      if (!isDark(x, y + 1)) add(corner + 1 + stride, corner + stride);
      if (!isDark(x - 1, y)) add(corner + stride, corner);
    }
  }
  const outlines: Point[][] = [];
  for (const [start, targets] of edges) {
    while (targets.length > 0) {
      const loop = follow(edges, start);
      outlines.push(loop.map((at): Point => [(at % stride) * unit, Math.floor(at / stride) * unit]));
    }
  }
  return outlines;
}

/** The corners of one outline, without those where it goes straight on; its edges are used up. */
function follow(edges: Map<number, number[]>, start: number): number[] {
  const corners: number[] = [];
  let [at, step] = [start, 0];
  do {
    const to = edges.get(at)!.pop()!;
    if (to - at !== step) corners.push(at);
    step = to - at;
    at = to;
  } while (at !== start);
  return corners;
}
