import type { Band } from '../../model/bands.js';
import type { PageDesign } from '../../model/layout.js';
import type { BuiltBand } from '../bands/band-items.js';
import type { PlacedWatermark } from '../placed.js';
import type { Run } from '../print/run.js';
import { withChildren } from '../walk/bands-of.js';
import type { Geometry } from './geometry.js';

/** Where the bands of a page itself are put. */
interface FixedFlow {
  readonly page_geometry: Geometry;
  readonly width: number;
  putFixed(built: BuiltBand, y: number, isAcross: boolean): number;
}

/** What stands around the data of a design page: titles, headers, footers, overlay, watermark. */
export class SectionFrame {
  constructor(
    readonly design: PageDesign,
    private readonly run: Run,
    private readonly flow: FixedFlow,
  ) {}

  /** Title (on the first page) and page header; returns where they end. */
  printHead(isFirst: boolean, top: number): number {
    const { report_title, page_header } = this.design.bands;
    const title = isFirst ? report_title : null;
    const bands = this.design.title_before_header ? [title, page_header] : [page_header, title];
    return bands.reduce((y, band) => y + this.put(band, y, true), top);
  }

  /** Returns its height. */
  printColumnHead(y: number): number {
    return this.put(this.design.bands.column_header, y, false);
  }

  /** Points that the footers of page and column take. */
  footHeight(): number {
    return (
      this.height(this.design.bands.page_footer, true) + this.height(this.design.bands.column_footer, false)
    );
  }

  printColumnFoot(y: number): void {
    this.put(this.design.bands.column_footer, y, false);
  }

  /** Page footer, at the bottom or after `endless` points, and overlay; returns where the page ends. */
  printFoot(endless: number | null): number {
    const { page_footer, column_footer, overlay } = this.design.bands;
    const { bottom, top } = this.flow.page_geometry;
    const y =
      endless === null
        ? bottom - this.height(page_footer, true)
        : endless + this.height(column_footer, false);
    const end = y + this.put(page_footer, y, true);
    this.put(overlay, top, true);
    return end;
  }

  /** The run's own watermark wins. */
  watermark(): PlacedWatermark | null {
    const { context, scope, write } = this.run;
    const { watermark } = this.design;
    const text = context.watermark ?? watermark?.text?.evaluate(scope, write) ?? null;
    const image = context.watermark === null ? (watermark?.image ?? null) : null;
    if ((text === null || text === '') && !image) return null;
    const { font, fill, rotation, image_transparency, on_top } = watermark ?? PLAIN;
    return { text, look: { font, fill }, rotation, image, image_transparency, on_top };
  }

  /** Puts a band and its children; returns their height. */
  private put(band: Band | null, top: number, isAcross: boolean): number {
    let y = top;
    for (const one of withChildren(band)) {
      const built = this.run.build(one, this.turn(isAcross));
      if (!built) break;
      y += this.flow.putFixed(built, y, isAcross);
    }
    return y - top;
  }

  private height(band: Band | null, isAcross: boolean): number {
    let height = 0;
    for (const one of withChildren(band)) {
      const isFixed = !one.can_grow && !one.can_shrink && !one.visible && !one.print_on;
      const built = isFixed ? one : this.run.build(one, this.turn(isAcross));
      if (!built) break;
      height += built.height;
    }
    return height;
  }

  private turn(isAcross: boolean): Parameters<Run['build']>[1] {
    const { columns } = this.flow.page_geometry;
    const [first] = columns;
    const last = columns.at(-1);
    const width = isAcross && first && last ? last.x + last.width - first.x : this.flow.width;
    return { width, is_even: false, is_repeated: false, indent: 0, contributions: [] };
  }
}

const GREY = { red: 0.6, green: 0.6, blue: 0.6, alpha: 0.35 };

/** How the run's watermark looks where the layout has none. */
const PLAIN = {
  font: { family: 'Sans', size: 60, bold: true, italic: false, underline: false, strikeout: false },
  fill: { kind: 'solid', color: GREY },
  rotation: 'forward_diagonal',
  image_transparency: 0,
  on_top: true,
} as const;
