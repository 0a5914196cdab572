import type { BurstPlan } from '../burst/burst-pieces.js';
import type { RenderedFile } from '../rendering/render-task.js';
import type { Ending, FinishedReport, StoredSnapshot } from './finished-report.js';
import type { JobRow, JobWarning } from './job-row.js';
import type { RunPlan } from './plan-run.js';

/** The stations a run passes, in this order. */
export interface Stations {
  /** What other features make ready beforehand, such as figures that the template will print. */
  prepare(job: JobRow): Promise<void>;
  /** Template, dataset request, document: all that the run will do, decided before it starts. */
  plan(job: JobRow): Promise<RunPlan>;
  /** Dataset and rendering in one: rows stream from micro-data into a local file. */
  render(plan: RunPlan): Promise<RenderedFile>;
  /** Of a run that is split by a key: its pieces. Refuses a piece whose rows are not of its key alone. */
  split(plan: RunPlan, file: RenderedFile): Promise<BurstPlan>;
  /** Puts the file into the archive, under a key that names the attempt, or under the one that was ordered. */
  store(plan: RunPlan, file: RenderedFile): Promise<void>;
  /** Commits job, archive entry and audit together. */
  record(job: JobRow, report: FinishedReport): Promise<Ending>;
  /** Removes the stored file of an attempt whose result does not stand, unless another attempt may count on it. */
  discard(plan: RunPlan): Promise<void>;
  /** Removes the local file. */
  tidy(plan: RunPlan): Promise<void>;
}

/**
 * One attempt of one job: prepare → plan → render → split → store → record. A file counts only when `record` says so; otherwise it goes.
 * Throws `RunFailure` for everything that ends the attempt without a result.
 */
export async function runReport(job: JobRow, stations: Stations): Promise<Ending> {
  await stations.prepare(job);
  const plan = await stations.plan(job);
  try {
    const file = await stations.render(plan);
    const split = await stations.split(plan, file);
    await stations.store(plan, file);
    const { file_name, media_type, storage_key } = plan;
    const warnings = [...warningsOf(file, plan), ...split.warnings];
    const { pieces } = split;
    const snapshot = snapshotOf(plan, file);
    const report = { file, file_name, media_type, storage_key, snapshot, warnings, pieces };
    const ending = await stations.record(job, report);
    if (ending !== 'done') await stations.discard(plan);
    return ending;
  } finally {
    await stations.tidy(plan);
  }
}

function snapshotOf(plan: RunPlan, { snapshot }: RenderedFile): StoredSnapshot | null {
  return plan.snapshot && snapshot ? { storage_key: plan.snapshot.storage_key, ...snapshot } : null;
}

/** A run may succeed without a business unit (when asked to) or with remarks of micro-data's; its reader is told. */
function warningsOf(
  { summary, printed }: RenderedFile,
  { document_ids, unknown_ids }: RunPlan,
): JobWarning[] {
  const failed = summary.units.filter((unit) => unit.status === 'failed');
  const missing = [...document_ids.filter((_, index) => printed[index]?.is_missing), ...unknown_ids];
  return [
    ...missing.map((id) => ({
      code: 'document-missing',
      detail: `${id}: is not there, or not in this unit`,
    })),
    ...failed.map(({ bu_code, problem }) => ({
      code: 'unit-failed',
      detail: `${bu_code}: ${problem?.detail ?? 'could not be read'}`,
    })),
    ...summary.warnings.map((detail) => ({ code: 'dataset', detail })),
    ...(summary.truncated ? [{ code: 'truncated', detail: 'Not all rows are shown.' }] : []),
    ...(summary.ignored_filters.length
      ? [{ code: 'ignored-filters', detail: `Without effect: ${summary.ignored_filters.join(', ')}` }]
      : []),
  ];
}
