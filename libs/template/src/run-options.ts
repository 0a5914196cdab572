import { AGGREGATES, type OrderBy, type TotalRequest } from '@galley/dataset';
import { z } from 'zod';
import { isTimeZone } from './dates/relative-date.js';
import { parseBy } from './faults.js';

const column = z.string().min(1).max(63);

const order = z.union(
  [
    column.transform((text): OrderBy =>
      text.startsWith('-') ? { column: text.slice(1), direction: 'desc' } : { column: text },
    ),
    z.strictObject({
      column,
      direction: z.enum(['asc', 'desc']).optional(),
      nulls: z.enum(['first', 'last']).optional(),
    }),
  ],
  'is a column, -column or {column, direction, nulls}',
);

const total = z.strictObject({ column, aggregate: z.enum(AGGREGATES), as: column.optional() });

const listOf = <T extends z.ZodType>(
  one: T,
): z.ZodUnion<[z.ZodPipe<T, z.ZodTransform<z.output<T>[], z.output<T>>>, z.ZodArray<T>]> =>
  z.union([one.transform((value) => [value]), z.array(one).max(20)]);

const runOptions = z.strictObject({
  title: z.string().max(200).nullish(),
  subtitle: z.string().max(200).nullish(),
  locale: z.string().max(35).refine(isLocale, 'is not a language tag (BCP 47)').nullish(),
  timezone: z.string().max(64).refine(isTimeZone, 'is not a zone name (IANA)').nullish(),
  page_size: z.string().min(1).max(20).nullish(),
  orientation: z.enum(['portrait', 'landscape', 'auto']).nullish(),
  columns: z.array(column).max(200).nullish(),
  group_by: listOf(column).nullish(),
  sort_by: listOf(order).nullish(),
  /** Direction of the columns in `sort_by` that name none. */
  sort_order: z.enum(['asc', 'desc']).nullish(),
  totals: z.array(total).max(50).nullish(),
  include_summary: z.boolean().nullish(),
  /** True: a business unit that fails becomes a warning, not the failure of the run. */
  allow_partial: z.boolean().nullish(),
  csv: z
    .strictObject({
      delimiter: z.string().length(1).optional(),
      decimal: z.enum([',', '.']).optional(),
      bom: z.boolean().optional(),
    })
    .nullish(),
});

/** The wishes of one run: an absent option is the template's, a null one the organization's (or nothing). */
export type RunOptions = z.output<typeof runOptions>;

/** What a run does once template and wishes are put together. */
export interface EffectiveOptions extends RunOptions {
  readonly group_by: string[];
  readonly sort_by: OrderBy[];
  readonly totals: TotalRequest[];
}

/** Checks the options of a run or the default options of a template. Throws `TemplateError`. */
export function readRunOptions(value: unknown, pointer = ''): RunOptions {
  return parseBy<RunOptions>(runOptions, value ?? {}, pointer);
}

/** The template's default options with the run's own above them. Throws `TemplateError`. */
export function effectiveOptions(defaults: unknown, options: unknown): EffectiveOptions {
  const wished = Object.entries(readRunOptions(options, '/options')).filter(
    ([, value]) => value !== undefined,
  );
  const merged: RunOptions = {
    ...readRunOptions(defaults, '/default_options'),
    ...Object.fromEntries(wished),
  };
  return {
    ...merged,
    group_by: merged.group_by ?? [],
    totals: merged.totals ?? [],
    sort_by: (merged.sort_by ?? []).map((one) =>
      one.direction || !merged.sort_order ? one : { ...one, direction: merged.sort_order },
    ),
  };
}

/** Whether `Intl` takes the text for a language tag. */
export function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
