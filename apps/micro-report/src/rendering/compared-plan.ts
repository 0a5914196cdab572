import { comparedTotals, type CompareWish } from '@galley/dataset';
import { fillPhrase, phrasesFor } from '@galley/layout';
import { effectiveOptions, type RunRequest } from '@galley/template';
import type {
  Comparison,
  DocumentPlan,
  LayoutPlan,
  PlannedTemplate,
  PlanSubject,
} from './planned-document.js';

type Plan = DocumentPlan & LayoutPlan;

/**
 * The plan of a report that is set against another: the same question, asked twice, shown as a plain table of what
 * changed, since the template's own layout knows nothing of such columns. `plan` plans a report as it is.
 */
export function planCompared(
  subject: PlanSubject,
  { order, reference_day }: Comparison,
  plan: (subject: PlanSubject) => Plan,
): Plan {
  const template = plainTable(subject.template);
  const run = ungrouped(subject.run, effectiveOptions(subject.template.default_options, subject.run.options));
  const own = plan({ ...subject, template, run });
  const { reference_filters } = order;
  const phrases = phrasesFor(own.document.locale).comparison;
  const other =
    reference_day !== null
      ? fillPhrase(phrases.earlier_run, { day: reference_day })
      : order.period
        ? phrases[order.period]
        : phrases.other_filters;
  const compare: CompareWish = {
    key: order.key ?? null,
    totals: own.request.totals ?? [],
    show: order.show ?? 'all',
    labels: phrases,
  };
  return {
    ...own,
    document: {
      ...own.document,
      subtitle: own.document.subtitle ?? fillPhrase(phrases.compared_with, { other }),
    },
    options: { ...own.options, group_by: [], totals: comparedTotals(own.options.totals) },
    compare,
    ...(reference_filters && {
      compared: plan({ ...subject, template, run: { ...run, filters: reference_filters } }).request,
    }),
  };
}

function plainTable(template: PlannedTemplate): PlannedTemplate {
  return { ...template, content: '', datasets: null };
}

/** Rows come in the order of their groups, without being grouped. */
function ungrouped(
  run: RunRequest,
  { group_by, sort_by, ...options }: ReturnType<typeof effectiveOptions>,
): RunRequest {
  const sorted = sort_by.filter(({ column }) => !group_by.includes(column));
  const order = group_by.map((column) => sort_by.find((one) => one.column === column) ?? { column });
  return { ...run, options: { ...options, group_by: [], sort_by: [...order, ...sorted] } };
}
