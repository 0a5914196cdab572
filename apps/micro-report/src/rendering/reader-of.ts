import { currentRequestId, type Principal } from '@galley/platform';
import type { Reader } from './dataset-calls.js';

/** The caller of the request at hand, reading for themselves; `job_id` = the job that micro-data is told of. */
export function readerOf(caller: Principal, job_id: string | null = null): Reader {
  const { id, organization, roles, bu_codes, project_ids } = caller;
  return {
    subject: id,
    organization: organization.code,
    bu_codes,
    project_ids,
    roles,
    job_id,
    attempt: null,
    request_id: currentRequestId() ?? null,
  };
}
