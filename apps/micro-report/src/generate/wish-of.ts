import type { Json } from '@galley/dataset';
import type { JobRow } from '../jobs/job-row.js';
import type { GenerateBody, RecipientBody } from './generate-body.js';

/** The request that would order the same run as this job: its filters are resolved already, so its dates stay. */
export function wishOf(job: JobRow): GenerateBody {
  return {
    ...(job.report_template_id ? { template_id: job.report_template_id } : { report_type: job.report_type }),
    format: job.format,
    bu_codes: job.bu_codes,
    filters: job.filters as Record<string, Json>,
    options: job.options as Record<string, Json>,
    recipients: job.recipients as unknown as RecipientBody[],
    priority: job.priority,
  };
}
