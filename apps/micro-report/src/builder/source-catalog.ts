import { Inject, Injectable } from '@nestjs/common';
import {
  CONFIG,
  currentRequestId,
  Invalid,
  ServiceTokens,
  Unavailable,
  type Page,
  type PlatformConfig,
  type Principal,
} from '@galley/platform';
import { readSource } from './read-source.js';
import type { BuildableSource } from './buildable-source.js';

const TIMEOUT_MS = 30_000;
const PATH = '/api/datasets/sources';
/** micro-data's own words for what is not there, or not for this caller. */
const REFUSALS = [400, 403, 404, 409, 422];

/** The sources as micro-data lists them. */
export interface SourceEntry {
  readonly name: string;
  readonly label: string;
  readonly source_type: string;
  readonly builder_key: string | null;
}

/** A source, or why micro-data gives none. */
export type FoundSource =
  | { readonly source: BuildableSource }
  | { readonly source: null; readonly code: string; readonly detail: string };

/** The registered sources, asked of micro-data on behalf of the caller: what they may not see is not there. */
@Injectable()
export class SourceCatalog {
  constructor(
    private readonly tokens: ServiceTokens,
    @Inject(CONFIG) private readonly config: PlatformConfig,
  ) {}

  /** Those that a report can be built on: without what single templates keep for themselves. */
  async list(caller: Principal, query: Readonly<Record<string, unknown>>): Promise<Page<SourceEntry>> {
    const asked = Object.entries({ ...query, is_shared: true }).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(asked.map(([name, value]): [string, string] => [name, String(value)]));
    const { status, answer } = await this.#get(caller, `${PATH}?${search.toString()}`, null);
    if (status === 200) return answer as unknown as Page<SourceEntry>;
    if (status === 422) throw invalidQuery(answer);
    throw unavailable();
  }

  /** The source of that name as it is in a business unit (the first of the caller's when none is named). */
  async find(caller: Principal, name: string, buCode?: string): Promise<FoundSource> {
    if (name.startsWith('template.')) return missing(name);
    const path = `${PATH}/${encodeURIComponent(name)}`;
    const unit = buCode === undefined ? '' : `?${new URLSearchParams({ bu_code: buCode }).toString()}`;
    const [row, live] = await Promise.all([
      this.#get(caller, path, name),
      this.#get(caller, `${path}/describe${unit}`, name),
    ]);
    const refused = [row, live].find(({ status }) => status !== 200);
    if (!refused) return { source: readSource(row.answer, live.answer) };
    if (!REFUSALS.includes(refused.status)) throw unavailable();
    if (refused.status === 404 && refused.answer.code === 'source-not-found') return missing(name);
    const { code, detail } = refused.answer;
    return {
      source: null,
      code: textOf(code, 'unknown'),
      detail: textOf(detail, 'The source cannot be read.'),
    };
  }

  /** The source that is registered for a builder of a pack. */
  async ofBuilder(caller: Principal, key: string, buCode?: string): Promise<FoundSource> {
    const { items } = await this.list(caller, { q: key, source_type: 'builder', limit: 200 });
    const entry = items.find(({ builder_key }) => builder_key === key);
    return entry ? this.find(caller, entry.name, buCode) : missing(key);
  }

  async #get(caller: Principal, path: string, source: string | null) {
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
      '',
    );
    try {
      const response = await fetch(this.config.MICRO_DATA_URL + path, {
        headers: { authorization: `Bearer ${token}`, 'x-request-id': currentRequestId() ?? '' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
    } catch (error) {
      throw unavailable(error);
    }
  }
}

function missing(name: string): FoundSource {
  return {
    source: null,
    code: 'source-not-found',
    detail: `There is no source "${name}", or it is not yours.`,
  };
}

/** Pages and orders are micro-data's to judge; the client asked for them here. */
function invalidQuery({ detail, errors }: Readonly<Record<string, unknown>>) {
  const faults = Array.isArray(errors) ? (errors as readonly { pointer: string; detail: string }[]) : [];
  return Invalid.error(textOf(detail, 'A parameter of the list is not valid.'), {
    errors: faults.map(({ pointer, detail: why }) => ({ pointer, detail: why })),
  });
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function unavailable(cause?: unknown) {
  return Unavailable.error('The data service gives no answer right now; try again in a few seconds.', {
    retry_after_s: 5,
    cause,
  });
}
