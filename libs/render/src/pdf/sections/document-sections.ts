import type { Layout, PageDesign, Section, SectionFrame } from '@galley/layout';
import type { RenderInput } from '../../contract.js';
import { namedDataset } from '../../figures/named-dataset.js';
import type { OpenDataset, RunDatasets } from '../../pages/run-datasets.js';
import { sectionTitle, sectionTitles } from '../../pages/section-titles.js';
import type { PageDecoration } from '../document/pdf-document.js';
import type { DrawingResources } from '../draw/drawing-resources.js';
import type { DrawnSection, OpenLeaf } from '../table/section-context.js';
import { drawTableSection } from '../table/table-section.js';
import { tableWatermark } from '../table-watermark.js';
import { drawContentsSection } from './contents-section.js';
import { drawCoverSection } from './cover-section.js';
import type { SectionWish } from './plain-stage.js';
import { SectionPlaces } from './section-places.js';
import { drawTextSection } from './text-section.js';

/** Sections that are drawn one below the other, as opposed to laid out pages. */
export type FlowingSection = Exclude<Section, PageDesign>;

/** The tables of a document and what stands around them, drawn one after another. */
export class DocumentSections {
  private readonly places: SectionPlaces;
  private readonly drawn: DrawnSection[] = [];
  private leaf: OpenLeaf | null = null;

  constructor(
    private readonly resources: DrawingResources,
    private readonly input: RenderInput,
    private readonly layout: Layout,
    private readonly datasets: RunDatasets,
    scope: string,
  ) {
    this.places = new SectionPlaces(resources.pdf, scope);
  }

  /** Draws the section at a place of the layout. Errors: `LayoutError`, `ExpressionError`, `DatasetStreamError`. */
  async draw(section: FlowingSection, at: number): Promise<void> {
    const drawn = await this.drawnOf(section, this.wishOf(section.design, at));
    if (drawn) this.drawn.push(drawn);
    this.leaf = drawn?.leaf ?? null;
  }

  /** Completes what waited for the number of pages. */
  complete(): void {
    for (const section of this.drawn) section.complete();
  }

  private async drawnOf(section: FlowingSection, wish: SectionWish): Promise<DrawnSection | null> {
    const { resources, input, datasets } = this;
    switch (section.kind) {
      case 'cover':
        await drawCoverSection(resources, input, section.design, await this.opened(section.design), wish);
        return null;
      case 'contents': {
        const titles = sectionTitles(this.layout, input.document);
        return drawContentsSection(resources, input, section.design, titles, this.places, wish);
      }
      case 'text':
        return drawTextSection(resources, input, section.design, datasets, wish);
      default: {
        const { dataset, rows } = await this.opened(section.design);
        return drawTableSection(resources, { ...input, dataset }, section.design, rows, datasets, wish);
      }
    }
  }

  private opened({ source }: { readonly source: string | null }): Promise<OpenDataset> | OpenDataset {
    return source === null ? this.datasets.primary : namedDataset(this.datasets, source);
  }

  private wishOf(design: SectionFrame, at: number): SectionWish {
    const next = this.layout.sections[at + 1];
    const staysOpen = next !== undefined && next.kind !== 'pages' && (next.design.part?.continues ?? false);
    const { places, leaf: before } = this;
    return {
      context: {
        before,
        staysOpen,
        begun: (start, title = sectionTitle(design.title, this.input.document)) => {
          if (design.part) places.begin(at, title, start);
        },
      },
      decoration: this.decorationOf(design),
    };
  }

  private decorationOf({ watermark: designed }: SectionFrame): PageDecoration | null {
    const watermark = this.input.options.pdf?.watermark ?? designed;
    return watermark === null ? null : tableWatermark(this.resources, watermark);
  }
}
