import { Inject, Injectable } from '@nestjs/common';
import type { Column, DatasetRequest, Json } from '@galley/dataset';
import { CONFIG, currentRequestId, Logger, ServiceTokens, type SqlTx } from '@galley/platform';
import type { ReportConfig } from '../config.js';
import type { Requester } from '../jobs/job-row.js';
import { templateOfJob } from '../jobs/template-of-job.js';
import { datasetCall } from '../rendering/dataset-calls.js';
import { openDataset } from '../rendering/dataset-client.js';
import { planDocument } from '../rendering/document-plan.js';
import { RunFailure } from '../rendering/run-failure.js';
import { runSurroundings } from '../rendering/run-surroundings.js';
import { asInvalid } from '../templates/template-problems.js';

/** What an export would hold at this moment. */
export interface ExportExtent {
  readonly count: number;
  /** Of the dataset: equal columns and rows, equal fingerprint. */
  readonly fingerprint: string;
  readonly columns: readonly Column[];
}

/** What is to be measured: a request as it is stored, or as it will be. */
export interface MeasuredExport {
  readonly organization_id: string;
  readonly report_template_id: string | null;
  readonly template_version: number | null;
  readonly bu_codes: readonly string[];
  readonly filters: unknown;
  readonly options: unknown;
}

/** The question that the job would ask micro-data, on behalf of the requester. */
export interface ExportQuestion {
  readonly request: DatasetRequest;
  readonly organization_code: string;
}

/** Longer than this nobody waits for a count: it is unknown then. */
const TIMEOUT_MS = 30_000;

/**
 * Counts what an export would hold, by asking micro-data what its job would ask, with the requester's rights (EN-AP-5):
 * rows stream past and only their number and fingerprint are kept.
 */
@Injectable()
export class MeasureExport {
  constructor(
    private readonly tokens: ServiceTokens,
    private readonly logger: Logger,
    @Inject(CONFIG) private readonly config: Pick<ReportConfig, 'MICRO_DATA_URL'>,
  ) {}

  /** Decides the question. Throws `invalid` where filters or options do not suit the template; null = it is gone. */
  async question(tx: SqlTx, wanted: MeasuredExport): Promise<ExportQuestion | null> {
    const template = await templateOfJob(tx, wanted);
    const surroundings = await runSurroundings(tx, wanted.organization_id, wanted.bu_codes);
    if (!template || !surroundings) return null;
    const instant = new Date().toISOString();
    const { request } = asInvalid(() =>
      planDocument({
        template,
        ...surroundings,
        run: {
          instant,
          timezone: surroundings.organization.timezone,
          bu_codes: [...wanted.bu_codes],
          filters: wanted.filters as Record<string, Json>,
          options: wanted.options,
        },
        generated_at: instant,
      }),
    );
    return { request, organization_code: surroundings.organization.code };
  }

  /** Throws `RunFailure`: `final` where micro-data refuses the question, else an outage or a count that took too long. */
  async extent(
    question: ExportQuestion,
    requester: Requester & { readonly id: string },
  ): Promise<ExportExtent> {
    const { id: subject, roles, bu_codes, project_ids } = requester;
    const reader = {
      subject,
      roles,
      bu_codes,
      project_ids,
      organization: question.organization_code,
      job_id: null,
      attempt: null,
      is_export: true,
      request_id: currentRequestId() ?? null,
    };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const call = await datasetCall(this.tokens, this.config.MICRO_DATA_URL, reader, question.request);
      const dataset = await openDataset(call, signal);
      for await (const batch of dataset.batches()) void batch;
      const { row_count, fingerprint } = dataset.trailer().summary;
      return { count: row_count, fingerprint, columns: dataset.header.columns };
    } catch (error) {
      this.logger.warn('export not counted', { error });
      if (error instanceof RunFailure) throw error;
      const message = 'The rows could not be counted right now.';
      throw new RunFailure('outage', 'export-not-measured', message, { cause: error });
    }
  }
}
