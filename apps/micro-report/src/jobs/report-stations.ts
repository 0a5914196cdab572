import { unlink } from 'node:fs/promises';
import type { Database, ServiceTokens } from '@galley/platform';
import { StorageError, type FileStore } from '@galley/storage';
import type { RenderPool } from '../rendering/render-pool.js';
import type { RenderedFile } from '../rendering/render-task.js';
import { RunFailure } from '../rendering/run-failure.js';
import type { Ending, FinishedReport } from './finished-report.js';
import type { JobResults } from './job-results.js';
import { requesterOf, type JobRow } from './job-row.js';
import { patiently } from './patiently.js';
import { planRun, type RunPlan, type RunSubject } from './plan-run.js';
import type { Stations } from './run-report.js';
import type { RunningJob } from './running-jobs.js';
import { templateOfJob } from './template-of-job.js';

export interface StationParts {
  readonly database: Database;
  readonly results: JobResults;
  readonly pool: RenderPool;
  readonly store: FileStore;
  readonly tokens: ServiceTokens;
  readonly micro_data_url: string;
  readonly work_folder: string;
  readonly render_timeout_ms: number;
}

type OrganizationRow = RunSubject['organization'];

/** The stations of one attempt, joined to the rest of the house. */
export class ReportStations implements Stations {
  constructor(
    private readonly parts: StationParts,
    private readonly running: RunningJob,
  ) {}

  async plan(job: JobRow): Promise<RunPlan> {
    const { database, work_folder } = this.parts;
    const [template, organization] = await database.withTenantSql(job.organization_id, async (tx) => [
      await templateOfJob(tx, job),
      (
        await tx.$queryRaw<OrganizationRow[]>`
        select code, name, locale, timezone from platform.organization where id = ${job.organization_id}::uuid`
      )[0],
    ]);
    if (!template || !organization) {
      throw new RunFailure('final', 'template-gone', 'The template of this job is no longer there.');
    }
    return planRun({ job, template, organization, now: new Date(), work_folder });
  }

  render(plan: RunPlan): Promise<RenderedFile> {
    this.running.enter('querying');
    return this.parts.pool.run(() => this.#task(plan), {
      timeoutMs: this.parts.render_timeout_ms,
      signal: this.running.signal,
      onProgress: (rows) => this.running.wrote(rows),
    });
  }

  async store(plan: RunPlan, file: RenderedFile): Promise<void> {
    this.running.enter('storing');
    this.running.signal.throwIfAborted();
    const { size, sha256 } = file;
    try {
      await this.parts.store.put(plan.storage_key, file.path, { size, sha256, media_type: plan.media_type });
    } catch (error) {
      throw storageFailure(error);
    }
  }

  record(job: JobRow, report: FinishedReport): Promise<Ending> {
    this.running.enter('recording');
    return patiently(() => this.parts.results.complete(job, report));
  }

  async discard(plan: RunPlan): Promise<void> {
    // What cannot be removed now has no row, and the reaper removes files without one.
    await this.parts.store.delete(plan.storage_key).catch(() => undefined);
  }

  async tidy(plan: RunPlan): Promise<void> {
    await unlink(plan.path).catch(() => undefined);
  }

  async #task(plan: RunPlan) {
    const { job, request } = plan;
    const requester = requesterOf(job);
    const body = JSON.stringify(request);
    const token = await this.parts.tokens.issue(
      {
        subject: job.requested_by_id,
        organization: plan.organization_code,
        bu_codes: requester.bu_codes,
        project_ids: requester.project_ids,
        source: request.name ?? request.builder_key ?? null,
        job_id: job.id,
        attempt: job.attempts,
      },
      body,
    );
    return {
      format: job.format,
      dataset: {
        url: `${this.parts.micro_data_url}/api/datasets/execute`,
        body,
        headers: { authorization: `Bearer ${token}`, 'x-request-id': job.request_id ?? job.id },
      },
      document: plan.document,
      options: plan.options,
      path: plan.path,
    };
  }
}

function storageFailure(error: unknown): unknown {
  if (!(error instanceof StorageError)) return error;
  const message = 'The archive cannot take the file right now; the run is tried again.';
  return new RunFailure('outage', 'storage-unavailable', message, { cause: error });
}
