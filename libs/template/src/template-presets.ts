import type { Json } from '@galley/dataset';
import { readFilters } from './filters.js';
import type { SourceParam } from './source-params.js';

/** What a template says of its runs besides its filters. */
export interface PresettingTemplate {
  readonly default_filters: unknown;
  readonly default_contract_id?: string | null;
  readonly template_config?: unknown;
}

/**
 * The filters a run starts from: `default_filters`, then the contract of `default_contract_id` where the source takes
 * contracts, then what of `template_config` is a parameter of the source (`include_cured`). Throws `TemplateError`.
 */
export function presetFilters(
  template: PresettingTemplate,
  params: readonly Pick<SourceParam, 'filter'>[],
): Readonly<Record<string, Json>> {
  const { default_contract_id: contract, template_config } = template;
  const takes = (name: string): boolean => params.some(({ filter }) => filter === name);
  const config = Object.entries(isObject(template_config) ? template_config : {});
  return {
    ...Object.fromEntries(config.filter(([name]) => takes(name))),
    ...(contract && takes('contract_id') ? { contract_id: contract } : {}),
    ...(contract && takes('contract_ids') ? { contract_ids: [contract] } : {}),
    ...readFilters(template.default_filters, '/default_filters'),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
