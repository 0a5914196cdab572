import { faultsOf, type Fault } from '@galley/template';
import { z } from 'zod';
import type { SectionKind } from './section-kinds.js';

const MAX_CODES = 500;
const MAX_ITEMS = 100;

const code = z.string().min(1, 'is empty').max(50);
const result = { result_node_code: code.optional() };
/** Which indicators: those of these codes, and of this result and all below it; absent = all of the project. */
const indicators = { indicator_codes: z.array(code).max(MAX_CODES).optional(), ...result };

const item = z.strictObject({
  title: z.string().trim().min(1, 'is empty').max(300),
  description: z.string().max(2000).optional(),
  url: z
    .url({ protocol: /^https?$/, error: 'is not an http address' })
    .max(2000)
    .optional(),
});

const CONFIGS = {
  /** Whether narratives of values stand below the text. */
  narrative: z.strictObject({ ...indicators, include_values: z.boolean().optional() }),
  logframe: z.strictObject(indicators),
  indicator_table: z.strictObject(indicators),
  indicator_chart: z.strictObject(indicators),
  activities: z.strictObject(result),
  participants: z.strictObject({ group_by: z.array(z.enum(['sex', 'age', 'sex_age'])).optional() }),
  /** `currency`: the totals of each, without the lines. */
  budget: z.strictObject({ group_by: z.literal('currency').optional() }),
  annex: z.strictObject({ items: z.array(item).max(MAX_ITEMS).optional() }),
} as const satisfies Record<SectionKind, z.ZodType>;

/**
 * What is wrong with the configuration of a section, below `pointer`. Codes need not exist: what is not there, or no more, adds
 * nothing to the section (`monitoring.section_rows`).
 */
export function sectionConfigFaults(kind: SectionKind, config: unknown, pointer: string): readonly Fault[] {
  const { error } = CONFIGS[kind].safeParse(config);
  return error ? faultsOf(error, pointer) : [];
}
