import { randomUUID } from 'node:crypto';
import { mkdir, open, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, Logger, ServiceTokens, type Principal } from '@galley/platform';
import type { ReportConfig } from '../config.js';
import { bufferOf } from './buffer-of.js';
import { datasetCall } from './dataset-calls.js';
import { requestWanted, taskOf } from './document-plan.js';
import type { DocumentPlan, LayoutPlan } from './planned-document.js';
import { readerOf } from './reader-of.js';
import { RenderPool } from './render-pool.js';
import type { RenderedFile, RenderTask } from './render-task.js';

/** Somebody is waiting for it. */
const TIMEOUT_MS = 60_000;

export interface InstantWish extends Pick<RenderTask, 'format' | 'print' | 'assets' | 'given'> {
  readonly plan: DocumentPlan & LayoutPlan;
  /** The job that the file will be told of; null = none. */
  readonly job_id: string | null;
}

export interface InstantFile extends Omit<RenderedFile, 'bytes'> {
  readonly bytes: Readable | Buffer;
}

/** Makes a document while its reader waits, in the same threads and the same way as a run, and keeps none of it. */
@Injectable()
export class InstantRenderer implements OnApplicationBootstrap {
  readonly #folder: string;
  #ready: Promise<unknown> | null = null;

  constructor(
    private readonly pool: RenderPool,
    private readonly tokens: ServiceTokens,
    private readonly logger: Logger,
    @Inject(CONFIG) private readonly config: ReportConfig,
  ) {
    this.#folder = resolve(config.WORK_PATH);
  }

  /** A thread is ready before somebody waits for it. */
  onApplicationBootstrap(): void {
    this.pool.warm();
  }

  /**
   * Throws `RunFailure`; aborting the signal stops the query behind the document. Rows are asked for as the caller; without one the
   * wish brings them (`given`).
   */
  async render(caller: Principal | null, wish: InstantWish, signal: AbortSignal): Promise<InstantFile> {
    this.#ready ??= mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.#ready;
    const path = join(this.#folder, `instant-${randomUUID()}.part`);
    const { plan, job_id, ...rest } = wish;
    let hasFile = true;
    try {
      const file = await this.pool.run(() => taskOf(plan, [plan], { ...rest, path, is_kept: false }), {
        timeoutMs: TIMEOUT_MS,
        signal,
        answer: (question) => {
          if (!caller) throw new Error('a document without a caller brings its rows');
          const reader = readerOf(caller, job_id);
          return datasetCall(
            this.tokens,
            this.config.MICRO_DATA_URL,
            reader,
            requestWanted([plan], question),
          );
        },
      });
      hasFile = file.bytes === null;
      if (file.bytes) return { ...file, bytes: bufferOf(file.bytes) };
      const handle = await open(path, 'r');
      return { ...file, bytes: handle.createReadStream() };
    } catch (error) {
      this.logger.warn('document not made', { template_id: plan.document.template.id, error });
      throw error;
    } finally {
      // The open handle keeps the bytes until they are sent.
      if (hasFile) await unlink(path).catch(() => undefined);
    }
  }
}
