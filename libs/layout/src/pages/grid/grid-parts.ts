/** A line of a grid that is divided: how much it takes, and whether it begins a new part. */
export interface GridLine {
  readonly size: number;
  readonly page_break: boolean;
}

/**
 * Divides the lines after the `fixed` ones into parts that fit into `room` together with the fixed ones; a line that fits
 * nowhere is a part of its own. Fixed lines stand in the first part, in the others only where they are `repeated`.
 */
export function gridParts(
  lines: readonly GridLine[],
  fixed: number,
  room: number,
  repeated: boolean,
): readonly (readonly number[])[] {
  const heads = Array.from({ length: Math.min(fixed, lines.length) }, (_, at) => at);
  const headSize = heads.reduce((total, at) => total + (lines[at]?.size ?? 0), 0);
  const parts: number[][] = [];
  let part = [...heads];
  let size = headSize;
  let own = 0;
  for (let at = heads.length; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line) break;
    if (own > 0 && (line.page_break || size + line.size > room)) {
      parts.push(part);
      part = repeated ? [...heads] : [];
      size = repeated ? headSize : 0;
      own = 0;
    }
    part.push(at);
    size += line.size;
    own += 1;
  }
  return [...parts, part];
}

/** How many of these rows fit into `room`, up to one that asks for a new page; the first counts in any case. */
export function fittingRows(rows: readonly GridLine[], from: number, room: number): number {
  let size = 0;
  let count = 0;
  for (let at = from; at < rows.length; at += 1) {
    const row = rows[at];
    if (!row || (count > 0 && (row.page_break || size + row.size > room))) break;
    size += row.size;
    count += 1;
  }
  return count;
}
