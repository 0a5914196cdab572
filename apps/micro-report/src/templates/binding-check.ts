import { Inject, Injectable } from '@nestjs/common';
import {
  CONFIG,
  currentRequestId,
  ServiceTokens,
  Unavailable,
  type PlatformConfig,
  type Principal,
} from '@galley/platform';
import type { BindingCheck, CheckProblem } from './template-resources.js';

const TIMEOUT_MS = 30_000;

/** Asks micro-data whether a source can still be read as its template says, in every business unit. */
@Injectable()
export class BindingChecker {
  constructor(
    private readonly tokens: ServiceTokens,
    @Inject(CONFIG) private readonly config: PlatformConfig,
  ) {}

  /**
   * A refusal of micro-data's is an answer; `unavailable` only when it gives none. `dataset` names the template's
   * further dataset that the source is of; null = its own.
   */
  async check(caller: Principal, source: string, dataset: string | null = null): Promise<BindingCheck> {
    const body = '{}';
    const token = await this.tokens.issue(
      {
        subject: caller.id,
        organization: caller.organization.code,
        bu_codes: caller.bu_codes,
        project_ids: caller.project_ids,
        roles: caller.roles,
        source,
        job_id: null,
        attempt: null,
      },
      body,
    );
    const { status, answer } = await this.#ask(source, token, body);
    if (status === 200) return { ok: answer.ok === true, problems: problemsOf(answer.problems, dataset) };
    if (status >= 500) throw unavailable();
    return { ok: false, problems: problemsOf([answer], dataset) };
  }

  async #ask(
    source: string,
    token: string,
    body: string,
  ): Promise<{ status: number; answer: Record<string, unknown> }> {
    try {
      const response = await fetch(
        `${this.config.MICRO_DATA_URL}/api/datasets/sources/${encodeURIComponent(source)}/check`,
        {
          method: 'POST',
          body,
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'x-request-id': currentRequestId() ?? '',
          },
          signal: AbortSignal.timeout(TIMEOUT_MS),
        },
      );
      return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
    } catch (error) {
      throw unavailable(error);
    }
  }
}

function unavailable(cause?: unknown) {
  return Unavailable.error('The data service gives no answer right now; try again in a few seconds.', {
    retry_after_s: 5,
    cause,
  });
}

function problemsOf(value: unknown, dataset: string | null): CheckProblem[] {
  if (!Array.isArray(value)) return [];
  return value.map((problem: unknown) => {
    const { code, detail, bu_code } = problem as Record<string, unknown>;
    return {
      code: typeof code === 'string' ? code : 'unknown',
      detail: typeof detail === 'string' ? detail : 'The source cannot be read.',
      bu_code: typeof bu_code === 'string' ? bu_code : null,
      dataset,
    };
  });
}
