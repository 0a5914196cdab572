import type { DocumentInfo } from '@galley/layout';
import type { RenderOptions } from '@galley/render';
import { givenDatasetBytes, type GivenDataset } from './given-dataset.js';
import { layoutDemand } from './layout-demand.js';
import type { DocumentPlan, LayoutPlan } from './planned-document.js';

/** A document that no template describes, of rows that are at hand. */
export interface GivenDocument {
  /** JSON layout (docs/layouts.md). */
  readonly layout: string;
  readonly datasets: readonly GivenDataset[];
  readonly document: DocumentInfo;
  readonly options: RenderOptions;
  /** Name of the stored picture that the layout calls `logo`; null = it has none. */
  readonly logo: string | null;
}

export interface GivenPlan {
  readonly plan: DocumentPlan & LayoutPlan;
  /** Datasets by their names, as they would come from micro-data. */
  readonly given: ReadonlyMap<string | null, Uint8Array>;
}

/** What making it takes; nothing is asked for its rows. Throws `RunFailure` for a layout that cannot be read. */
export function planGiven({ layout, datasets, document, options, logo }: GivenDocument): GivenPlan {
  const names = datasets.flatMap(({ name }) => name ?? []);
  const orientation = options.orientation ?? 'auto';
  const demand = layoutDemand(
    {
      content: layout,
      signature_config: null,
      orientation,
      branding: logo === null ? null : { logo },
      datasets: names.map((name) => ({ name, source: name })),
      template_config: null,
      include_charts: true,
      include_tables: true,
      include_summary: true,
    },
    document.locale,
  );
  const plan = {
    request: {},
    datasets: () => Object.fromEntries(names.map((name) => [name, {}])),
    document,
    options,
    text: demand.text,
    assets: demand.assets,
    logo: demand.logo,
    dataset_names: names,
  };
  const bytesOf = (one: GivenDataset): Buffer =>
    givenDatasetBytes(one, document.generated_at, document.timezone);
  return { plan, given: new Map(datasets.map((one) => [one.name, bytesOf(one)])) };
}
