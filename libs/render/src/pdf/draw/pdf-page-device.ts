import {
  type Frame,
  LayoutError,
  type PageDevice,
  type PlacedItem,
  type PlacedWatermark,
  type Typesetter,
} from '@galley/layout';
import { artifact, type PageTags } from '../tags/page-tags.js';
import type { DrawingResources } from './drawing-resources.js';
import { drawItem } from './draw-item.js';
import { drawTagged } from './draw-tagged.js';
import { drawWatermark } from './draw-watermark.js';
import { linkAnnotation, NO_LINK } from './link-annotation.js';
import { bounded } from './numbers.js';
import { PdfTypesetter } from './pdf-typesetter.js';
import { Pen } from './pen.js';

/** What readers of PDF accept as the side of a page, in points. */
const MAX_SIDE = 14_400;
/** More links than anybody follows on one page. */
const MAX_LINKS = 5000;

interface OpenPage {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  readonly pen: Pen;
  readonly watermark: PlacedWatermark | null;
  readonly links: number[];
  /** Null: the file is not tagged. */
  readonly tags: PageTags | null;
}

/** A place on a page that is drawn later, as a form of the page's size. */
interface Reserved {
  readonly form: string;
  readonly width: number;
  readonly height: number;
  /** Object of the link over it; null = none. */
  readonly link: number | null;
}

/** Draws the pages of one document into a PDF. */
export class PdfPageDevice implements PageDevice {
  readonly typesetter: Typesetter = new PdfTypesetter();
  private open: OpenPage | null = null;
  private readonly reserved = new Map<number, Reserved>();
  private nextReserved = 0;

  constructor(
    private readonly resources: DrawingResources,
    /** Stands before the names of places, so that those of several documents in one file differ. */
    private readonly scope: string = '',
  ) {}

  beginPage(
    size: { readonly width: number; readonly height: number },
    watermark: PlacedWatermark | null,
  ): void {
    const [width, height] = [side(size.width), side(size.height)];
    const links: number[] = [];
    const link = (frame: Frame, target: string): void => {
      const annotation = linkAnnotation(frame, target, height, this.scope);
      if (annotation !== null && links.length < MAX_LINKS) links.push(this.pdf.object(annotation));
    };
    const pen = new Pen(this.resources, height, link);
    const id = this.pdf.allocatePage();
    this.open = { id, width, height, pen, watermark, links, tags: this.pdf.tagsOf(id) };
    if (watermark && !watermark.on_top) this.drawWatermark(watermark);
  }

  draw(item: PlacedItem): void {
    const { pen, tags } = this.page;
    drawTagged(tags, pen.canvas, item, () => drawItem(pen, item));
  }

  reserve(item: PlacedItem): number {
    const { pen, width, height, links, tags } = this.page;
    const form = this.pdf.declareForm();
    drawTagged(tags, pen.canvas, item, () => pen.canvas.form(form, 0, 0));
    const link = item.link === null ? null : this.pdf.allocate();
    if (link !== null) links.push(link);
    this.reserved.set(this.nextReserved, { form, width, height, link });
    return this.nextReserved++;
  }

  resolve(reserved: number, item: PlacedItem | null): void {
    const place = this.reserved.get(reserved);
    if (!place) throw new RangeError(`place ${reserved} was not reserved, or is drawn already`);
    this.reserved.delete(reserved);
    let annotation: string | null = null;
    const pen = new Pen(this.resources, place.height, (frame, target) => {
      annotation ??= linkAnnotation(frame, target, place.height, this.scope);
    });
    if (item) drawItem(pen, item);
    this.pdf.writeForm(place.form, [0, 0, place.width, place.height], pen.canvas);
    if (place.link !== null) this.pdf.object(annotation ?? NO_LINK, place.link);
  }

  outline(title: string, level: number, y: number): void {
    const { id, height } = this.page;
    this.pdf.outline.add(title, id, height - bounded(y), level);
  }

  bookmark(name: string, y: number): void {
    const { id, height } = this.page;
    this.pdf.destinations.add(this.scope + name, id, height - bounded(y));
  }

  async endPage(): Promise<void> {
    const { id, width, height, pen, watermark, links } = this.page;
    if (watermark?.on_top) this.drawWatermark(watermark);
    this.pdf.addPage(id, width, height, [pen.canvas], links);
    this.open = null;
    if (this.pdf.isBusy) await this.pdf.room();
  }

  private drawWatermark(watermark: PlacedWatermark): void {
    const { pen, width, height, tags } = this.page;
    artifact(tags, pen.canvas, () => drawWatermark(pen, watermark, { x: 0, y: 0, width, height }));
  }

  private get pdf(): DrawingResources['pdf'] {
    return this.resources.pdf;
  }

  private get page(): OpenPage {
    if (!this.open) throw new RangeError('no page was begun');
    return this.open;
  }
}

function side(points: number): number {
  if (points > MAX_SIDE) {
    throw new LayoutError(
      'layout-too-large',
      `A page of ${Math.round(points)} points is too long for a PDF, whose pages end at ${MAX_SIDE}; give the page a height.`,
    );
  }
  return bounded(points, 1, MAX_SIDE);
}
