import { dayOf } from '@galley/platform';
import type { JobRow } from './job-row.js';

/** A job as clients see it; field names are those of api.md. */
export function jobView(job: JobRow) {
  return {
    id: job.id,
    organization_id: job.organization_id,
    report_type: job.report_type,
    report_category: job.report_category,
    report_template_id: job.report_template_id,
    template_version: job.template_version,
    format: job.format,
    status: job.status,
    stage: job.stage,
    progress: job.progress,
    bu_codes: job.bu_codes,
    filters: job.filters,
    options: job.options,
    print: job.print,
    recipients: job.recipients,
    priority: job.priority,
    file_url: job.file_url,
    file_name: job.file_name,
    file_size: countOf(job.file_size),
    row_count: countOf(job.row_count),
    sha256: job.sha256,
    error_message: job.error_message,
    error_code: job.error_code,
    warnings: job.warnings,
    attempts: job.attempts,
    cancel_requested_at: job.cancel_requested_at,
    started_at: job.started_at,
    completed_at: job.completed_at,
    expires_at: job.expires_at,
    duration_ms: job.duration_ms,
    requested_by_id: job.requested_by_id,
    request_id: job.request_id,
    schedule_id: job.schedule_id,
    scheduled_fire_at: job.scheduled_fire_at,
    export_request_id: job.export_request_id,
    batch_id: job.batch_id,
    rerun_of: job.rerun_of,
    project_id: job.project_id,
    period_start: job.period_start && dayOf(job.period_start),
    period_end: job.period_end && dayOf(job.period_end),
    parent_job_id: job.parent_job_id,
    burst_key: job.burst_key,
    compare_to: job.compare_to,
    keep_snapshot: job.keep_snapshot,
    created_at: job.created_at,
    created_by_id: job.created_by_id,
    updated_at: job.updated_at,
    updated_by_id: job.updated_by_id,
    deleted_at: job.deleted_at,
    deleted_by_id: job.deleted_by_id,
  };
}

export type JobView = ReturnType<typeof jobView>;

/** Sizes and row counts are far below 2^53. */
function countOf(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}
