/**
 * What the export workflow takes from the generated client. Its test lets the compiler assign the generated functions
 * to this, so a name, a field or a nullability that changes in the OpenAPI document is an error there.
 */
export interface ExportApi<Client> {
  createClient(config: { baseUrl: string; auth?: string }): Client;

  requestExport: Call<Client, { body: ExportWish; headers?: { 'Idempotency-Key'?: string } }, ExportJson>;
  listExports: Call<Client, { query?: ExportFilter }, Page<ExportJson>>;
  readExport: Call<Client, ById, ExportJson>;
  approveExport: Call<Client, ById & { body: { reason?: string } }, ExportJson>;
  rejectExport: Call<Client, ById & { body: { reason: string } }, ExportJson>;
  cancelExport: Call<Client, ById, ExportJson>;
  downloadExport: Call<Client, ById, Blob | File>;
  readExportStatistics: Call<Client, { query?: { days?: number } }, ExportFiguresJson>;

  previewSchedule: Call<Client, { body: PreviewWish }, { next: string[]; description: string }>;
  createSchedule: Call<Client, { body: ScheduleWish }, ScheduleJson>;
  readSchedule: Call<Client, ById, ScheduleJson>;
  runSchedule: Call<Client, ById, JobJson>;
  listScheduleRuns: Call<Client, ById, Page<ScheduleRunJson>>;
  readJob: Call<Client, ById, JobJson>;

  listGeneratedReports: Call<Client, { query?: { scheduled_report_id?: string } }, Page<FileJson>>;
  verifyGeneratedReport: Call<Client, ById, { ok: boolean; sha256: string | null }>;
  shareGeneratedReport: Call<Client, ById & { body: ShareWish }, ShareJson>;
  readSharedFile: Call<Client, ByToken, SharedFileJson | SharedDocumentJson>;
  downloadSharedFile: Call<Client, ByToken & { headers?: { 'x-share-password'?: string } }, Blob | File>;
  revokeShare: Call<Client, ById, unknown>;
  listShareAccesses: Call<Client, ById, Page<{ outcome: string }>>;
  readDashboard: Call<Client, { query?: { hours?: number } }, DashboardJson>;
}

export type Call<Client, Wish, Data> = (
  options: Wish & { client: Client; parseAs?: 'blob' },
) => Promise<Result<Data>>;

/** One of `data` and `error` is there. */
export interface Result<Data> {
  readonly data?: Data;
  readonly error?: ProblemJson;
  readonly response: Response;
}

export interface ProblemJson {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
  readonly total: number;
}

interface ById {
  path: { id: string };
}

interface ByToken {
  path: { token: string };
}

interface ExportWish {
  data_type: string;
  format: string;
  reason: string;
  report_type?: string;
  bu_codes?: string[];
  filters?: Record<string, unknown>;
}

interface ExportFilter {
  status?: ExportJson['status'];
  requested_by?: 'me';
}

export interface ExportJson {
  readonly id: string;
  readonly status: 'pending' | 'approved' | 'processing' | 'completed' | 'failed' | 'expired' | 'cancelled';
  readonly requires_approval: boolean;
  readonly approval_reasons: readonly string[];
  readonly estimated_record_count: number | null;
  readonly actual_record_count: number | null;
  readonly requested_by: string;
  readonly approved_by: string | null;
  readonly decided_by: string | null;
  readonly rejection_reason: string | null;
  readonly job_id: string | null;
  readonly file_hash: string | null;
  readonly file_size: number | null;
  readonly download_url: string | null;
  readonly download_count: number;
  readonly expires_at: string | null;
}

export interface ExportFiguresJson {
  readonly total_exports: number;
  readonly completed_exports: number;
  readonly failed_exports: number;
  readonly pending_approval: number;
  readonly total_records_exported: number;
  readonly avg_processing_time_ms: string | null;
}

interface Times {
  frequency: 'monthly';
  day_of_month: number;
  time_of_day: string;
}

interface PreviewWish extends Times {
  timezone: string;
  from: string;
  count: number;
}

interface ScheduleWish extends Times {
  name: string;
  report_type: string;
  format: string;
  bu_codes: string[];
  schedule_config: { timezone: string; misfire_policy: 'fire_once' };
  recipients: { type: 'email'; value: string }[];
}

interface ScheduleJson {
  readonly id: string;
  readonly state: 'active' | 'paused' | 'stopped' | 'ended';
  readonly next_run_at: string | null;
  readonly schedule_config: { readonly timezone?: string | null };
  readonly recipients: readonly { readonly type?: string; readonly value?: string }[];
}

interface ScheduleRunJson {
  readonly trigger: 'slot' | 'catch_up' | 'manual';
  readonly outcome: 'fired' | 'skipped' | 'failed';
  readonly job_id: string | null;
}

interface JobJson {
  readonly id: string;
  readonly status: 'queued' | 'processing' | 'completed' | 'failed' | 'cancelled';
  readonly schedule_id: string | null;
  readonly row_count: number | null;
  readonly sha256: string | null;
}

interface FileJson {
  readonly id: string;
  readonly job_id: string | null;
  readonly scheduled_report_id: string | null;
  readonly sha256: string;
  readonly retention_class: string;
}

interface ShareWish {
  expires_in_days: number;
  password?: string;
  max_downloads?: number;
}

interface ShareJson {
  readonly id: string;
  readonly url: string | null;
  readonly has_password: boolean;
}

interface SharedFileJson {
  readonly sha256: string;
  readonly password_required: boolean;
  readonly downloads_left: number | null;
}

/** What a link to a document to be read tells: a report to a donor. */
interface SharedDocumentJson {
  readonly sha256: string;
  readonly content: object;
}

interface DashboardJson {
  readonly by_status: Readonly<Record<string, number>>;
  readonly exports_pending: number;
  readonly next_schedules: readonly { readonly id: string; readonly next_run_at: string }[];
  readonly queue: { readonly waiting: number; readonly oldest_waiting_at: string | null };
}
