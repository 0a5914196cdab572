import type { DatasetRequest, Json } from '@galley/dataset';
import {
  datasetRequestOf,
  effectiveOptions,
  namedRequestsOf,
  resolvedFiltersOf,
  type RunRequest,
  type TemplateWithDatasets,
} from '@galley/template';
import { documentOf, renderOptionsOf, type DocumentSubject } from './document-of.js';
import { layoutDemand, type LayoutDemand } from './layout-demand.js';
import type { RenderTask, RowsWanted, TaskDocument } from './render-task.js';
import { RunFailure } from './run-failure.js';
import { runValues, type RunUnit } from './run-values.js';

/** A template with all that a run of it needs. */
export type PlannedTemplate = TemplateWithDatasets &
  DocumentSubject['template'] & {
    readonly id: string;
    readonly content: string;
    readonly signature_config: unknown;
    readonly branding: unknown;
  };

export interface PlanSubject {
  readonly template: PlannedTemplate;
  readonly organization: DocumentSubject['organization'] & { readonly currency: string | null };
  /** The units the run reads, as the platform knows them. */
  readonly units: readonly RunUnit[];
  readonly run: RunRequest;
  /** What `$name` in a further dataset may stand for besides the filters of the run. */
  readonly given?: Readonly<Record<string, Json>>;
  /** UTC ISO-8601; printed in the document. */
  readonly generated_at: string;
  /** Prints are known by their number, not by what was asked for to find them. */
  readonly is_print?: boolean;
}

/** One document, decided: what is asked for, and what it says of itself. */
export interface DocumentPlan extends TaskDocument {
  readonly request: DatasetRequest;
  /** Questions for the template's further datasets, by name; of a print with what is known of the document it found. */
  readonly datasets: (found?: RowsWanted['found']) => Readonly<Record<string, DatasetRequest>>;
}

/** The parts of a file that all its documents share. */
export interface LayoutPlan extends Pick<LayoutDemand, 'text' | 'assets' | 'logo'> {
  /** Names of the template's further datasets. */
  readonly dataset_names: readonly string[];
}

/**
 * What a run of a template will do. Throws `TemplateError` (values that do not suit the template) and `RunFailure`
 * (`layout-data-missing`, a layout that cannot be read).
 */
export function planDocument(subject: PlanSubject): DocumentPlan & LayoutPlan {
  const { organization, units, run, given, generated_at } = subject;
  const { default_options, ...unlaid } = subject.template;
  const wished = effectiveOptions(default_options, run.options);
  const demand = layoutDemand(unlaid, wished.locale ?? unlaid.locale ?? organization.locale);
  const template = { ...unlaid, default_options: demand.optionsOver(default_options) };
  const options = effectiveOptions(template.default_options, run.options);
  const request = demand.ordered(datasetRequestOf(template, run));
  const datasets: DocumentPlan['datasets'] = (found) => {
    const requests = Object.entries(namedRequestsOf(template, run, { ...given, ...knownOf(found) }));
    return Object.fromEntries(requests.map(([name, one]) => [name, demand.designed(name, one)]));
  };
  const about = { template, organization, options, request, generated_at };
  const told = subject.is_print ? { ...about, request: { ...request, filters: {}, params: {} } } : about;
  const asked = { ...resolvedFiltersOf(template, run), ...given };
  return {
    request,
    datasets,
    document: { ...documentOf(told), ...runValues(asked, units, organization.currency) },
    options: renderOptionsOf(about),
    text: demand.text,
    assets: demand.assets,
    logo: demand.logo,
    dataset_names: Object.keys(datasets()),
  };
}

function knownOf(found: RowsWanted['found'] = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

/** The request for the rows that a thread wants. */
export function requestWanted(documents: readonly DocumentPlan[], question: unknown): DatasetRequest {
  const { document, dataset, found } = question as RowsWanted;
  const plan = documents[document];
  const request = dataset === null ? plan?.request : plan?.datasets(found)[dataset];
  if (request) return request;
  throw new RunFailure('final', 'layout-data-missing', `The template has no dataset "${dataset ?? ''}".`);
}

/** What a thread is told of documents as they were planned. */
export function taskOf(
  shared: LayoutPlan,
  documents: readonly DocumentPlan[],
  rest: Pick<RenderTask, 'format' | 'path' | 'print' | 'assets' | 'is_kept' | 'snapshot_path'>,
): RenderTask {
  return {
    ...rest,
    layout: shared.text,
    datasets: shared.dataset_names,
    documents: documents.map(({ document, options }) => ({ document, options })),
  };
}
