import { createWriteStream } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import {
  DatasetStreamError,
  type DatasetRequest,
  type DatasetStream,
  type DatasetTrailer,
} from '@galley/dataset';
import type { Database, ServiceTokens, SqlTx } from '@galley/platform';
import { StorageError, type FileStore } from '@galley/storage';
import { assetBytes } from '../assets/asset-bytes.js';
import { keysOf, keysRequest } from '../burst/burst-keys.js';
import { burstOrderOf, type BurstOrder } from '../burst/burst-order.js';
import { planPieces, type BurstPlan } from '../burst/burst-pieces.js';
import { compareOrderOf } from '../compare/compare-order.js';
import { keptDataset } from '../compare/read-compare-order.js';
import { documentTypeOf } from '../printing/document-type-of.js';
import { datasetCall } from '../rendering/dataset-calls.js';
import { openDataset } from '../rendering/dataset-client.js';
import { requestWanted } from '../rendering/document-plan.js';
import { streamFailure } from '../rendering/micro-data-failures.js';
import type { RenderPool } from '../rendering/render-pool.js';
import type { DatasetCall, RenderedFile } from '../rendering/render-task.js';
import { RunFailure } from '../rendering/run-failure.js';
import { SNAPSHOT_MEDIA_TYPE } from '../rendering/snapshot/snapshot-format.js';
import { runSurroundings } from '../rendering/run-surroundings.js';
import type { Ending, FinishedReport } from './finished-report.js';
import type { JobPreparations } from './job-preparations.js';
import type { JobResults } from './job-results.js';
import { requesterOf, type JobRow } from './job-row.js';
import { localDay } from './local-day.js';
import { patiently } from './patiently.js';
import { planRun, type RunPlan, type RunSubject } from './plan-run.js';
import { printOrderOf } from './print-order.js';
import { keyTaken, putOrdered } from './put-ordered.js';
import type { Stations } from './run-report.js';
import type { RunningJob } from './running-jobs.js';
import { templateOfJob } from './template-of-job.js';

export interface StationParts {
  readonly database: Database;
  readonly results: JobResults;
  readonly preparations: JobPreparations;
  readonly pool: RenderPool;
  readonly store: FileStore;
  readonly tokens: ServiceTokens;
  readonly micro_data_url: string;
  readonly work_folder: string;
  readonly render_timeout_ms: number;
}

/** The stations of one attempt, joined to the rest of the house. */
export class ReportStations implements Stations {
  #takenAt: Date | null = null;

  constructor(
    private readonly parts: StationParts,
    private readonly running: RunningJob,
  ) {}

  async prepare(job: JobRow): Promise<void> {
    // What a step leaves half read is closed with it.
    const over = new AbortController();
    const signal = AbortSignal.any([this.running.signal, over.signal]);
    try {
      await this.parts.preparations.prepare({
        job,
        signal,
        ask: async (request) => openDataset(await this.#callForJob(job, request), signal),
        enter: (stage, share) => this.running.prepare(stage, share),
        takenAt: (instant) => {
          this.#takenAt = instant;
        },
      });
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof DatasetStreamError ? streamFailure(error) : error;
    } finally {
      over.abort();
    }
    this.running.signal.throwIfAborted();
  }

  async plan(job: JobRow): Promise<RunPlan> {
    const { database, work_folder } = this.parts;
    return database.withTenantSql(job.organization_id, async (tx) => {
      const template = await templateOfJob(tx, job);
      const surroundings = await runSurroundings(tx, job.organization_id, job.bu_codes);
      const print = printOrderOf(job);
      const type = print && (await documentTypeOf(tx, print.document_type));
      if (!template || !surroundings || (print && !type)) {
        throw new RunFailure('final', 'template-gone', 'The template of this job is no longer there.');
      }
      await requireFreeKey(tx, job);
      const compare = await comparisonOf(tx, job, surroundings.organization.timezone);
      const moments = { now: new Date(), taken_at: this.#takenAt };
      const subject = { job, template, ...surroundings, compare, ...moments, work_folder };
      const plan = planRun(type ? { ...subject, print: { ...print, keys: type } } : subject);
      const assets = await assetBytes(tx, job.organization_id, plan.shared.assets, plan.shared.logo);
      return { ...plan, assets };
    });
  }

  async render(plan: RunPlan): Promise<RenderedFile> {
    this.running.enter('querying');
    if (plan.reference) await this.#fetch(plan.reference);
    return this.parts.pool.run(() => plan.task(plan.assets), {
      timeoutMs: this.parts.render_timeout_ms,
      signal: this.running.signal,
      onProgress: (progress) => this.running.wrote(progress),
      answer: (question) => this.#call(plan, question),
    });
  }

  async split(plan: RunPlan, file: RenderedFile): Promise<BurstPlan> {
    const [document] = plan.documents;
    if (plan.job.burst !== null) requireDivisible(plan, file);
    const order = burstOrderOf(plan.job);
    if (!order || !document) return { pieces: [], warnings: [] };
    const call = await this.#callFor(plan, keysRequest(document.request, order));
    const { groups } = await this.#keys(call, order);
    return planPieces(order, keysOf(groups, order), file.rows);
  }

  async store(plan: RunPlan, file: RenderedFile): Promise<void> {
    this.running.enter('storing');
    this.running.signal.throwIfAborted();
    const { size, sha256, snapshot } = file;
    const { store } = this.parts;
    try {
      const facts = { size, sha256, media_type: plan.media_type };
      if (plan.is_ordered_key) await putOrdered(store, plan.storage_key, file.path, facts);
      else await store.put(plan.storage_key, file.path, facts);
      if (plan.snapshot && snapshot) {
        const { storage_key, path } = plan.snapshot;
        await store.put(storage_key, path, { ...snapshot, media_type: SNAPSHOT_MEDIA_TYPE });
      }
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
    if (!plan.is_ordered_key) await this.parts.store.delete(plan.storage_key).catch(() => undefined);
    if (plan.snapshot) await this.parts.store.delete(plan.snapshot.storage_key).catch(() => undefined);
  }

  async tidy(plan: RunPlan): Promise<void> {
    await unlink(plan.path).catch(() => undefined);
    if (plan.snapshot) await unlink(plan.snapshot.path).catch(() => undefined);
    if (plan.reference) await unlink(plan.reference.path).catch(() => undefined);
  }

  async #keys(call: DatasetCall, { by, recipient_column }: BurstOrder): Promise<DatasetTrailer> {
    try {
      return await readTrailer(await openDataset(call, this.running.signal));
    } catch (error) {
      if (!(error instanceof RunFailure) || error.code !== 'dataset-request-invalid') throw error;
      const names = [by, recipient_column].filter(Boolean).join(', ');
      const message = `The report cannot be split by ${names}: ${error.message}`;
      throw new RunFailure('final', 'burst-not-possible', message, { cause: error });
    }
  }

  async #fetch({ path, storage_key }: NonNullable<RunPlan['reference']>): Promise<void> {
    try {
      const bytes = await this.parts.store.open(storage_key);
      await pipeline(bytes, createWriteStream(path, { mode: 0o600 }), { signal: this.running.signal });
    } catch (error) {
      throw storageFailure(error);
    }
  }

  #call(plan: RunPlan, question: unknown): Promise<DatasetCall> {
    return this.#callFor(plan, requestWanted(plan.documents, question));
  }

  /** As `#callFor`, before there is a plan. */
  async #callForJob(job: JobRow, request: DatasetRequest): Promise<DatasetCall> {
    const organization_code = await this.parts.database.withTenantSql(job.organization_id, async (tx) => {
      const [found] = await tx.$queryRaw<{ code: string }[]>`
        select code from platform.organization where id = ${job.organization_id}::uuid`;
      return found?.code ?? '';
    });
    return this.#callFor({ job, organization_code }, request);
  }

  #callFor(
    { job, organization_code }: Pick<RunPlan, 'job' | 'organization_code'>,
    request: DatasetRequest,
  ): Promise<DatasetCall> {
    const { tokens, micro_data_url } = this.parts;
    const { roles, bu_codes, project_ids } = requesterOf(job);
    const reader = {
      subject: job.requested_by_id,
      organization: organization_code,
      bu_codes,
      project_ids,
      roles,
      job_id: job.id,
      attempt: job.attempts,
      is_export: job.export_request_id !== null,
      request_id: job.request_id ?? job.id,
    };
    return datasetCall(tokens, micro_data_url, reader, request);
  }
}

/** What is filed under an ordered key stands for good: a second file for it need not even be rendered. */
async function requireFreeKey(tx: SqlTx, { storage_key }: JobRow): Promise<void> {
  if (storage_key === null) return;
  const taken = await tx.$queryRaw<unknown[]>`
    select from tenant.generated_report where storage_key = ${storage_key}`;
  if (taken.length > 0) throw keyTaken();
}

/** What the job is compared with, as far as the database knows. Throws `RunFailure` when the reference is gone. */
async function comparisonOf(tx: SqlTx, job: JobRow, timezone: string): Promise<RunSubject['compare']> {
  const order = compareOrderOf(job);
  if (!order) return null;
  if (order.job_id === undefined) return { order, reference_day: null, snapshot_key: null };
  const kept = await keptDataset(tx, order.job_id);
  if (!kept) throw new RunFailure('final', 'compare-not-possible', 'The dataset of the earlier run is gone.');
  return { order, reference_day: localDay(kept.created_at, timezone), snapshot_key: kept.snapshot_key };
}

/** Reads a dataset that is asked for its figures only. */
async function readTrailer(dataset: DatasetStream): Promise<DatasetTrailer> {
  for await (const batch of dataset.batches()) void batch;
  return dataset.trailer();
}

/**
 * A source that has no use for the key's filter, and a further dataset of the template, answer everybody's rows: such a
 * file must not leave.
 */
function requireDivisible({ shared }: RunPlan, { summary }: RenderedFile): void {
  const faults = [
    ...summary.ignored_filters.map((name) => `its source has no use for ${name}`),
    ...shared.dataset_names.map((name) => `it also reads the dataset "${name}"`),
  ];
  if (faults.length === 0) return;
  throw new RunFailure('final', 'burst-not-possible', `The report cannot be split: ${faults.join('; ')}.`);
}

function storageFailure(error: unknown): unknown {
  if (!(error instanceof StorageError)) return error;
  const message = 'The archive cannot take the file right now; the run is tried again.';
  return new RunFailure('outage', 'storage-unavailable', message, { cause: error });
}
