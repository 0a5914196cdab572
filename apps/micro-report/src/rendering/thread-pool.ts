import { Worker } from 'node:worker_threads';
import { noticeOf } from './micro-data-failures.js';
import { RunFailure } from './run-failure.js';
import type { RenderProgress, ThreadReply, ThreadRequest } from './thread-protocol.js';

export interface ThreadPoolOptions {
  /** Module that speaks `thread-protocol.ts`. */
  readonly entry: URL;
  readonly size: number;
  /** JavaScript heap of one thread, MB. */
  readonly memory_mb: number;
  /** How long a thread may take to answer a cancel before it is ended. */
  readonly cancelGraceMs: number;
}

export interface RunLimits {
  readonly timeoutMs: number;
  /** Cancels: the thread is told first, so that it can stop the query behind it, then ended. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RenderProgress) => void;
  /** Answers what the task asks on its way; what it throws, the task gets. */
  readonly answer?: (question: unknown) => Promise<unknown>;
}

const YOUNG_GENERATION_MB = 32;

interface Outcome<Result> {
  /** Whether the thread may serve another task. */
  readonly healthy: boolean;
  readonly settle: () => Result;
}

/**
 * Threads that each run one task at a time. A task that hangs, explodes or eats its memory costs itself only: its thread
 * is ended, the next task gets a new one. Threads start on demand.
 */
export class ThreadPool<Task, Result> {
  readonly #options: ThreadPoolOptions;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #closed = false;

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
  }

  /** Threads alive now, idle ones included. */
  get threads(): number {
    return this.#all.size;
  }

  /** Starts one thread ahead of the first task, which then need not wait for its modules to load. */
  warm(): void {
    if (this.#all.size === 0) this.#idle.push(this.#start());
  }

  /**
   * Runs a task as soon as a thread is free; `makeTask` is called then, so that a token in it is fresh.
   * Throws `RunFailure`: `cancelled`, `render-timeout`, `render-out-of-memory`, `render-crashed`, or what the task said.
   */
  async run(makeTask: () => Task | Promise<Task>, limits: RunLimits): Promise<Result> {
    await this.#turn(limits.signal);
    let thread: Worker | null = null;
    let healthy = false;
    try {
      const task = await makeTask();
      thread = this.#idle.pop() ?? this.#start();
      const outcome = await this.#perform(thread, task, limits);
      healthy = outcome.healthy;
      return outcome.settle();
    } finally {
      if (thread) this.#giveBack(thread, healthy);
      this.#busy -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Ends every thread; tasks under way fail as crashed. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#all].map((thread) => thread.terminate()));
  }

  async #turn(signal: AbortSignal | undefined): Promise<void> {
    while (this.#busy >= this.#options.size) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (signal?.aborted) {
      this.#waiting.shift()?.();
      throw cancelled(signal);
    }
    this.#busy += 1;
  }

  #start(): Worker {
    const thread = new Worker(this.#options.entry, {
      env: {},
      resourceLimits: {
        maxOldGenerationSizeMb: this.#options.memory_mb,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      },
    });
    thread.unref();
    this.#all.add(thread);
    // An idle thread that dies leaves the pool; a busy one is seen by its task as well.
    thread.on('error', () => this.#forget(thread));
    thread.on('exit', () => this.#forget(thread));
    return thread;
  }

  #giveBack(thread: Worker, healthy: boolean): void {
    if (healthy && this.#all.has(thread) && !this.#closed) {
      this.#idle.push(thread);
      return;
    }
    this.#forget(thread);
    void thread.terminate();
  }

  #forget(thread: Worker): void {
    this.#all.delete(thread);
    const at = this.#idle.indexOf(thread);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  #perform(thread: Worker, task: Task, limits: RunLimits): Promise<Outcome<Result>> {
    return new Promise((resolve) => {
      const failed = (error: RunFailure): Outcome<Result> => ({
        healthy: false,
        settle: () => {
          throw error;
        },
      });
      let cancelTimer: NodeJS.Timeout | undefined;
      const timer = setTimeout(() => finish(failed(timedOut(limits.timeoutMs))), limits.timeoutMs);
      const onAbort = () => {
        thread.postMessage({ type: 'cancel' } satisfies ThreadRequest<Task>);
        const { cancelGraceMs } = this.#options;
        cancelTimer = setTimeout(() => finish(failed(cancelled(limits.signal))), cancelGraceMs);
      };
      const onMessage = (reply: ThreadReply<Result>) => {
        if (reply.type === 'progress') limits.onProgress?.({ rows: reply.rows, share: reply.share });
        else if (reply.type === 'ask') void answer(thread, reply, limits);
        else if (reply.type === 'done') finish({ healthy: true, settle: () => reply.result });
        else {
          const error = limits.signal?.aborted ? cancelled(limits.signal) : RunFailure.from(reply.failure);
          finish({ ...failed(error), healthy: true });
        }
      };
      const onError = (error: unknown) => finish(failed(crashed(error)));
      const onExit = (code: number) => finish(failed(crashed(new Error(`the thread exited with ${code}`))));
      const finish = (outcome: Outcome<Result>) => {
        clearTimeout(timer);
        clearTimeout(cancelTimer);
        limits.signal?.removeEventListener('abort', onAbort);
        thread.off('message', onMessage).off('error', onError).off('exit', onExit);
        resolve(outcome);
      };
      thread.on('message', onMessage).on('error', onError).on('exit', onExit);
      limits.signal?.addEventListener('abort', onAbort, { once: true });
      thread.postMessage({ type: 'run', task } satisfies ThreadRequest<Task>);
      if (limits.signal?.aborted) onAbort();
    });
  }
}

/** A thread that has ended meanwhile gets no answer, and needs none. */
async function answer(
  thread: Worker,
  { id, question }: { readonly id: number; readonly question: unknown },
  limits: RunLimits,
): Promise<void> {
  try {
    if (!limits.answer) throw new Error('nobody answers the questions of this task');
    thread.postMessage({ type: 'answer', id, value: await limits.answer(question) });
  } catch (error) {
    thread.postMessage({ type: 'answer', id, failure: noticeOf(error) });
  }
}

function cancelled(signal: AbortSignal | undefined): RunFailure {
  const reason: unknown = signal?.reason;
  return reason instanceof RunFailure
    ? reason
    : new RunFailure('cancelled', 'cancelled', 'The job was cancelled.');
}

function timedOut(ms: number): RunFailure {
  const seconds = Math.round(ms / 1000);
  return new RunFailure(
    'final',
    'render-timeout',
    `The document was not finished within ${seconds} s; narrow its filters or choose CSV.`,
  );
}

function crashed(error: unknown): RunFailure {
  if (isOutOfMemory(error)) {
    return new RunFailure(
      'final',
      'render-out-of-memory',
      'The document needs more memory than a run may use; narrow its filters or choose CSV.',
      { cause: error },
    );
  }
  return new RunFailure('final', 'render-crashed', 'The document could not be made: its renderer crashed.', {
    cause: error,
  });
}

function isOutOfMemory(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  );
}
