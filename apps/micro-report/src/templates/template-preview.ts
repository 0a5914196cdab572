import { Injectable } from '@nestjs/common';
import type { Json } from '@galley/dataset';
import { Database, NotFound, Unavailable, type Principal } from '@galley/platform';
import type { OutputFormat } from '@galley/render';
import { safeFileName } from '@galley/storage';
import { assetBytes } from '../assets/asset-bytes.js';
import { planDocument } from '../rendering/document-plan.js';
import type { DocumentPlan, LayoutPlan, PlannedTemplate } from '../rendering/planned-document.js';
import { InstantRenderer, type InstantFile } from '../rendering/instant-renderer.js';
import { RunFailure } from '../rendering/run-failure.js';
import { runSurroundings } from '../rendering/run-surroundings.js';
import type { PreviewBody } from './template-bodies.js';
import { requestedOptions } from './requested-options.js';
import { asInvalid, PreviewFailed } from './template-problems.js';

const DEFAULT_ROWS = 50;

type Plan = DocumentPlan & LayoutPlan;

export interface Preview {
  readonly bytes: InstantFile['bytes'];
  readonly size: number;
  readonly media_type: string;
  readonly name: string;
}

/** Makes a document of a template's first rows, and keeps none of it. */
@Injectable()
export class TemplatePreview {
  constructor(
    private readonly database: Database,
    private readonly renderer: InstantRenderer,
  ) {}

  /**
   * Throws `invalid`, `preview-failed` (what micro-data or the renderer refused) and `unavailable`. `adapt` changes the
   * plan of what is no template yet.
   */
  async render(
    caller: Principal,
    template: PlannedTemplate,
    format: OutputFormat,
    body: PreviewBody,
    signal: AbortSignal,
    adapt: (plan: Plan) => Plan = (plan) => plan,
  ): Promise<Preview> {
    try {
      const { plan: planned, assets } = await this.#plan(caller, template, body);
      const plan = adapt(planned);
      const wish = { plan, assets, format: format.key, print: null, job_id: null };
      const { bytes, size } = await this.renderer.render(caller, wish, signal);
      const name = safeFileName(`${plan.document.title}.${format.extension}`);
      return { bytes, size, media_type: format.media_type, name };
    } catch (error) {
      throw error instanceof RunFailure ? previewProblem(error) : error;
    }
  }

  #plan(caller: Principal, template: PlannedTemplate, body: PreviewBody) {
    const options = requestedOptions(body.options, 'instant');
    return this.database.withTenantSql(caller.organization.id, async (tx) => {
      const surroundings = await runSurroundings(tx, caller.organization.id, body.bu_codes ?? []);
      if (!surroundings) throw NotFound.error('Your organization is no longer there.');
      const generated_at = new Date().toISOString();
      const run = {
        instant: generated_at,
        timezone: caller.organization.timezone,
        bu_codes: body.bu_codes,
        filters: body.filters as Record<string, Json> | undefined,
        options,
        limit: body.rows ?? DEFAULT_ROWS,
      };
      const plan = asInvalid(() => planDocument({ template, ...surroundings, run, generated_at }));
      const assets = await assetBytes(tx, caller.organization.id, plan.assets, plan.logo);
      return { plan, assets };
    });
  }
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
