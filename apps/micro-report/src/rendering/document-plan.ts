import type { DatasetRequest } from '@galley/dataset';
import { datasetRequestOf, effectiveOptions, namedRequestsOf, resolvedFiltersOf } from '@galley/template';
import { planCompared } from './compared-plan.js';
import { documentOf, renderOptionsOf } from './document-of.js';
import { layoutDemand } from './layout-demand.js';
import type { DocumentPlan, LayoutPlan, PlanSubject } from './planned-document.js';
import type { RenderTask, RowsWanted } from './render-task.js';
import { RunFailure } from './run-failure.js';
import { runValues } from './run-values.js';

/**
 * What a run of a template will do. Throws `TemplateError` (values that do not suit the template) and `RunFailure`
 * (`layout-data-missing`, a layout that cannot be read).
 */
export function planDocument(subject: PlanSubject): DocumentPlan & LayoutPlan {
  const { compare, ...uncompared } = subject;
  return compare ? planCompared(uncompared, compare, planUncompared) : planUncompared(uncompared);
}

function planUncompared(subject: PlanSubject): DocumentPlan & LayoutPlan {
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
  const { document, dataset, found, is_compared } = question as RowsWanted;
  const plan = documents[document];
  const own = is_compared ? plan?.compared : plan?.request;
  const request = dataset === null ? own : plan?.datasets(found)[dataset];
  if (request) return request;
  throw new RunFailure('final', 'layout-data-missing', `The template has no dataset "${dataset ?? ''}".`);
}

/** What a thread is told of documents as they were planned. */
export function taskOf(
  shared: LayoutPlan,
  documents: readonly DocumentPlan[],
  rest: Pick<
    RenderTask,
    'format' | 'path' | 'print' | 'assets' | 'is_kept' | 'snapshot_path' | 'reference_path' | 'given'
  >,
): RenderTask {
  return {
    ...rest,
    layout: shared.text,
    datasets: shared.dataset_names,
    documents: documents.map(({ document, options, compare }) => ({
      document,
      options,
      ...(compare && { compare }),
    })),
  };
}
