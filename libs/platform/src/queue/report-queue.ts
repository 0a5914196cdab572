import type { SqlTx } from '../database/sql-tx.js';
import type { QueueHandler, QueueWorker, WorkOptions } from './queue-worker.js';

/** A job as the queue knows it: ids only, so that nothing of a tenant's lies in the queue. */
export interface QueuedReport {
  readonly job_id: string;
  readonly organization_id: string;
  /** Lower goes first; see docs/adr/0005-fair-dispatch.md. From 1 to 2^21 - 1. */
  readonly dispatch_priority: number;
}

export interface QueueDepth {
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly failed: number;
}

/**
 * Dispatches report jobs; the job row is the truth and this only says whose turn it is. Two implementations: PostgreSQL
 * (default) and Redis. Losing everything in here loses nothing: a reconciler adds again what the rows say is queued.
 */
export interface ReportQueue {
  /** True when entries become visible only through `afterCommit`, so that the queued row itself is the outbox. */
  readonly needs_outbox: boolean;
  /**
   * Enqueues in the caller's transaction and answers what is left to do once it is committed. Workers wake up at the
   * commit. An id that already has an entry keeps it.
   */
  enqueueIn(tx: SqlTx, reports: readonly QueuedReport[]): Promise<AfterCommit>;
  /** Adds entries outside any transaction, replacing finished ones of the same ids. */
  requeue(reports: readonly QueuedReport[]): Promise<void>;
  /** Removes the entries that no worker holds. */
  remove(jobIds: readonly string[]): Promise<void>;
  /** Of these ids, those with an entry that will still be handed to a worker, or is right now. */
  liveIds(jobIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Ids that wait for a worker, at most `limit` of them. */
  waitingIds(limit: number): Promise<readonly string[]>;
  depth(): Promise<QueueDepth>;
  /** Starts a worker in this process. Resolves when the queue's server has answered. */
  work(handler: QueueHandler, options: WorkOptions): Promise<QueueWorker>;
  close(): Promise<void>;
}

/** Never rejects: what it cannot do now the reconciler does later. */
export type AfterCommit = () => Promise<void>;

export const nothingAfterCommit: AfterCommit = () => Promise.resolve();

/** Injects the `ReportQueue`. */
export const REPORT_QUEUE = Symbol('REPORT_QUEUE');
