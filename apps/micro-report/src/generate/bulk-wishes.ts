import { invalidField } from '@galley/platform';
import type { BulkBody, ForEachBody } from './bulk-body.js';
import type { GenerateBody } from './generate-body.js';

const PROJECT_FILTER = 'project_ids';

/** The runs that a bulk request stands for, each as if it had been asked for alone. Throws `invalid`. */
export function bulkWishes({ items, for_each, report }: BulkBody): GenerateBody[] {
  if (items && !for_each && !report) return items;
  if (!items && for_each && report) return wishesForEach(for_each, report);
  throw invalidField('/items', 'give either items, or for_each together with report');
}

function wishesForEach(
  { project_ids, bu_codes, filter = PROJECT_FILTER }: ForEachBody,
  report: GenerateBody,
) {
  if (project_ids && !bu_codes) {
    return [...new Set(project_ids)].map((project_id) => ({
      ...report,
      project_id,
      filters: { ...report.filters, [filter]: [project_id] },
    }));
  }
  if (bu_codes && !project_ids)
    return [...new Set(bu_codes)].map((code) => ({ ...report, bu_codes: [code] }));
  throw invalidField('/for_each', 'give exactly one of project_ids and bu_codes');
}
