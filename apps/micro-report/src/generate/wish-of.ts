import type { Json } from '@galley/dataset';
import type { JobRow } from '../jobs/job-row.js';
import { recipientsOf } from '../deliveries/recipient.js';
import type { GenerateBody } from './generate-body.js';

/** What is null in the row was not asked for. */
function givenOf({
  project_id,
  burst,
  compare_to,
  conditions,
  message,
  keep_snapshot,
}: JobRow): Partial<GenerateBody> {
  const given = { project_id, burst, compare_to, conditions, message, keep_snapshot: keep_snapshot || null };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}

/** The request that would order the same run as this job: its filters are resolved already, so its dates stay. */
export function wishOf(job: JobRow): GenerateBody {
  return {
    ...(job.report_template_id ? { template_id: job.report_template_id } : { report_type: job.report_type }),
    format: job.format,
    bu_codes: job.bu_codes,
    filters: job.filters as Record<string, Json>,
    options: job.options as Record<string, Json>,
    recipients: recipientsOf(job),
    priority: job.priority,
    ...givenOf(job),
  };
}
