import type { Json } from '@galley/dataset';
import type { RetentionClass } from '../archive/retention.js';
import type { Lane } from '../queue/dispatch-tag.js';
import type { JobWarning, Requester } from './job-row.js';
import type { PrintOrder } from './print-order.js';
import type { JobTemplate } from './template-of-job.js';

/** A checked wish for a run: what `acceptJobs` makes a job of. */
export interface JobOrder {
  readonly template: Pick<JobTemplate, 'report_type' | 'report_category'> & {
    /** Null = the file was made without a template, and the job is over. */
    readonly id: string | null;
    readonly version: number | null;
  };
  readonly format: string;
  readonly bu_codes: readonly string[];
  /** Relative dates are resolved. */
  readonly filters: Readonly<Record<string, Json>>;
  readonly options: Readonly<Record<string, Json>>;
  readonly recipients: readonly Json[];
  /** What is known already that the reader of the job must know; the run's own come with its file. */
  readonly warnings?: readonly JobWarning[];
  readonly lane: Lane;
  /** Null = for good. */
  readonly keep_days: number | null;
  readonly rerun_of?: string;
  /** Documents to print; absent = a report. */
  readonly print?: PrintOrder;
  /** The slot of the schedule that ordered it. */
  readonly schedule_id?: string;
  readonly scheduled_fire_at?: Date;
  readonly export_request_id?: string;
  readonly project_id?: string;
  /** First and last local day covered, ISO dates. */
  readonly period_start?: string;
  readonly period_end?: string;
  readonly burst?: Json;
  readonly parent_job_id?: string;
  readonly burst_key?: string;
  readonly compare_to?: Json;
  readonly conditions?: Json;
  readonly message?: Json;
  readonly keep_snapshot?: boolean;
  /**
   * Where the file is to stand, written once and by whichever attempt; absent = under a key of each attempt's own. The
   * file's moments are those of the order then, so that every attempt makes the same bytes.
   */
  readonly storage_key?: string;
  /** Absent = as the organization's policy says. */
  readonly retention_class?: Extract<RetentionClass, 'permanent'>;
}

/** On whose behalf, and by which request, jobs are accepted. */
export interface OrderOrigin {
  readonly organization_id: string;
  readonly requested_by_id: string;
  readonly requester: Requester;
  readonly request_id: string | null;
  readonly ip: string | null;
  readonly batch_id: string | null;
}
