import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, runInScope, ServiceTokens } from '@galley/platform';
import type { FileStore } from '@galley/storage';
import { FILE_STORE } from '../archive/file-store.js';
import type { ReportConfig } from '../config.js';
import { RenderPool } from '../rendering/render-pool.js';
import type { Ending } from './finished-report.js';
import { JobPreparations } from './job-preparations.js';
import type { JobResults } from './job-results.js';
import { ReportStations } from './report-stations.js';
import { runReport } from './run-report.js';
import type { RunningJob } from './running-jobs.js';

/** Runs claimed jobs with what this process has: threads, archive, a way to micro-data. */
@Injectable()
export class ReportRunner {
  readonly #workFolder: string;

  constructor(
    private readonly database: Database,
    private readonly pool: RenderPool,
    private readonly tokens: ServiceTokens,
    private readonly preparations: JobPreparations,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CONFIG) private readonly config: ReportConfig,
  ) {
    this.#workFolder = resolve(config.WORK_PATH);
  }

  /** Makes ready for the first job, so that it need not wait. */
  async prepare(): Promise<void> {
    await mkdir(this.#workFolder, { recursive: true, mode: 0o700 });
    this.pool.warm();
  }

  /** One attempt; its log lines and calls carry the job's names. Throws as `runReport` does. */
  run(running: RunningJob, results: JobResults): Promise<Ending> {
    const { job } = running;
    const stations = new ReportStations(
      {
        database: this.database,
        results,
        preparations: this.preparations,
        pool: this.pool,
        store: this.store,
        tokens: this.tokens,
        micro_data_url: this.config.MICRO_DATA_URL,
        work_folder: this.#workFolder,
        render_timeout_ms: this.config.RENDER_TIMEOUT_MS,
      },
      running,
    );
    const scope = { request_id: job.request_id, job_id: job.id, attempt: job.attempts };
    return runInScope(scope, () => runReport(job, stations));
  }
}
