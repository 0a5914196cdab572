import { randomUUID } from 'node:crypto';
import { mkdir, open, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Json } from '@galley/dataset';
import { CONFIG, currentRequestId, ServiceTokens, Unavailable, type Principal } from '@galley/platform';
import type { OutputFormat } from '@galley/render';
import { safeFileName } from '@galley/storage';
import { datasetRequestOf, effectiveOptions } from '@galley/template';
import type { ReportConfig } from '../config.js';
import { documentOf, renderOptionsOf } from '../rendering/document-of.js';
import { RenderPool } from '../rendering/render-pool.js';
import type { RenderTask } from '../rendering/render-task.js';
import { RunFailure } from '../rendering/run-failure.js';
import type { PreviewBody } from './template-bodies.js';
import { requestedOptions } from './requested-options.js';
import { asInvalid, PreviewFailed } from './template-problems.js';
import type { TemplateRow } from './template-row.js';

const DEFAULT_ROWS = 50;
/** Somebody is waiting for it. */
const TIMEOUT_MS = 60_000;

export interface Preview {
  readonly bytes: Readable;
  readonly size: number;
  readonly media_type: string;
  readonly name: string;
}

/** Makes a document of a template's first rows, in the same threads and the same way as a run, and keeps none of it. */
@Injectable()
export class TemplatePreview {
  constructor(
    private readonly pool: RenderPool,
    private readonly tokens: ServiceTokens,
    @Inject(CONFIG) private readonly config: ReportConfig,
  ) {}

  /** Throws `invalid`, `preview-failed` (what micro-data or the renderer refused) and `unavailable`. */
  async render(
    caller: Principal,
    template: TemplateRow,
    format: OutputFormat,
    body: PreviewBody,
    signal: AbortSignal,
  ): Promise<Preview> {
    const folder = resolve(this.config.WORK_PATH);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `preview-${randomUUID()}.part`);
    const { document, options, dataset } = planOf(caller, template, body);
    try {
      const makeTask = async (): Promise<RenderTask> => ({
        format: format.key,
        dataset: await this.#call(caller, dataset),
        document,
        options,
        path,
      });
      const { size } = await this.pool.run(makeTask, { timeoutMs: TIMEOUT_MS, signal });
      const handle = await open(path, 'r');
      const name = safeFileName(`${document.title}.${format.extension}`);
      return { bytes: handle.createReadStream(), size, media_type: format.media_type, name };
    } catch (error) {
      throw error instanceof RunFailure ? previewProblem(error) : error;
    } finally {
      // The open handle keeps the bytes until they are sent.
      await unlink(path).catch(() => undefined);
    }
  }

  async #call(caller: Principal, dataset: ReturnType<typeof datasetRequestOf>) {
    const body = JSON.stringify(dataset);
    const token = await this.tokens.issue(
      {
        subject: caller.id,
        organization: caller.organization.code,
        bu_codes: caller.bu_codes,
        project_ids: caller.project_ids,
        source: dataset.name ?? dataset.builder_key ?? null,
        job_id: null,
        attempt: null,
      },
      body,
    );
    const request_id = currentRequestId();
    return {
      url: `${this.config.MICRO_DATA_URL}/api/datasets/execute`,
      body,
      headers: { authorization: `Bearer ${token}`, ...(request_id && { 'x-request-id': request_id }) },
    };
  }
}

function planOf(caller: Principal, template: TemplateRow, body: PreviewBody) {
  const { organization } = caller;
  return asInvalid(() => {
    const generated_at = new Date().toISOString();
    const asked = requestedOptions(body.options);
    const dataset = datasetRequestOf(template, {
      instant: generated_at,
      timezone: organization.timezone,
      bu_codes: body.bu_codes,
      filters: body.filters as Record<string, Json> | undefined,
      options: asked,
      limit: body.rows ?? DEFAULT_ROWS,
    });
    const options = effectiveOptions(template.default_options, asked);
    const subject = { template, organization, options, request: dataset, generated_at };
    return { dataset, document: documentOf(subject), options: renderOptionsOf(subject) };
  });
}

function previewProblem(failure: RunFailure) {
  if (failure.verdict === 'final') {
    return PreviewFailed.error(failure.message, { facts: { reason: failure.code }, cause: failure });
  }
  return Unavailable.error('The preview cannot be made right now; try again in a few seconds.', {
    retry_after_s: 5,
    cause: failure,
  });
}
