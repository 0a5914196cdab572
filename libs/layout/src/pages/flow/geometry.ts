import type { PageDesign } from '../../model/layout.js';
import type { RunContext } from '../data-supply.js';

/** The place for print on one page, in points from its upper left corner. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  /** Lower border of what is printed; of an endless page, where even that ends. */
  readonly bottom: number;
  readonly margin_bottom: number;
  readonly is_endless: boolean;
  readonly columns: readonly { readonly x: number; readonly width: number }[];
}

/** The longest page a PDF may have. */
const ENDLESS = 14_400;
/** Smaller sheets, and narrower columns, hold no print. */
const SMALLEST = 1;

/** Where a page of this design has its margins and columns; those of even pages may be mirrored. */
export function geometryOf(design: PageDesign, context: RunContext, isEvenPage: boolean): Geometry {
  const { width, height } = sheetOf(design, context);
  const { margin } = design;
  const isMirrored = design.mirror_margins && isEvenPage;
  const [left, right] = isMirrored ? [margin.right, margin.left] : [margin.left, margin.right];
  const sheet = design.unlimited_height ? ENDLESS : height;
  const printable = Math.max(SMALLEST, width - left - right);
  return {
    width,
    height: sheet,
    left,
    top: margin.top,
    bottom: Math.max(margin.top + SMALLEST, sheet - margin.bottom),
    margin_bottom: margin.bottom,
    is_endless: design.unlimited_height,
    columns: columnsOf(design, left, printable),
  };
}

/** A size that contradicts the orientation is turned. */
function sheetOf(design: PageDesign, context: RunContext): { width: number; height: number } {
  const size = design.size ?? context.page;
  const [width, height] = [Math.max(SMALLEST, size.width), Math.max(SMALLEST, size.height)];
  const isTurned = design.orientation === 'landscape' ? width < height : width > height;
  return design.orientation !== null && isTurned ? { width: height, height: width } : { width, height };
}

function columnsOf(design: PageDesign, left: number, printable: number): Geometry['columns'] {
  const count = Math.max(1, Math.min(design.columns.count, Math.floor(printable / SMALLEST)));
  if (count === 1) return [{ x: left, width: printable }];
  const width = Math.min(design.columns.width || printable / count, printable);
  return Array.from({ length: count }, (_, at) => {
    const position = design.columns.positions[at] ?? (printable / count) * at;
    const x = Math.min(Math.max(0, position), printable - SMALLEST);
    return { x: left + x, width: Math.min(width, printable - x) };
  });
}
