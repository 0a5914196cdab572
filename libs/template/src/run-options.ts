import { AGGREGATES, type OrderBy, type TotalRequest } from '@galley/dataset';
import { z } from 'zod';
import { isTimeZone } from './dates/relative-date.js';
import { parseBy, TemplateError } from './faults.js';

const column = z.string().min(1).max(63);

/** A column, `-column`, or an object that says more. */
export const orderSchema = z.union(
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

const pdf = z
  .strictObject({
    archive: z.enum(['csv', 'json']).nullish(),
    tagged: z.boolean().optional(),
    /** Never kept: only where the file is made at once and handed over. */
    password: z.string().min(1).max(127).nullish(),
    watermark: z.string().min(1).max(100).nullish(),
  })
  .refine(({ archive, password }) => !archive || !password, {
    path: ['password'],
    message: 'is not possible with archive: PDF/A forbids encryption',
  });

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
  sort_by: listOf(orderSchema).nullish(),
  /** Direction of the columns in `sort_by` that name none. */
  sort_order: z.enum(['asc', 'desc']).nullish(),
  totals: z.array(total).max(50).nullish(),
  include_summary: z.boolean().nullish(),
  /** True: a business unit that fails becomes a warning, not the failure of the run. */
  allow_partial: z.boolean().nullish(),
  /** True: the dataset is kept beside the file, so that the file can be made again and compared. */
  keep_snapshot: z.boolean().nullish(),
  csv: z
    .strictObject({
      delimiter: z.string().length(1).optional(),
      decimal: z.enum([',', '.']).optional(),
      bom: z.boolean().optional(),
    })
    .nullish(),
  json: z
    .strictObject({
      /** True: the one JSON value that the dataset holds, as it is. */
      bare: z.boolean().optional(),
    })
    .nullish(),
  pdf: pdf.nullish(),
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

/** As `readRunOptions`, for options that are kept (defaults of a template, jobs): a password in them is a fault. */
export function readStoredOptions(value: unknown, pointer = ''): RunOptions {
  const options = readRunOptions(value, pointer);
  if (!options.pdf?.password) return options;
  const detail = 'is never stored: give it where the file is made at once (preview, print)';
  throw new TemplateError([{ pointer: `${pointer}/pdf/password`, detail }]);
}

/** The template's default options with the run's own above them. Throws `TemplateError`. */
export function effectiveOptions(defaults: unknown, options: unknown): EffectiveOptions {
  const wished = Object.entries(readRunOptions(options, '/options')).filter(
    ([, value]) => value !== undefined,
  );
  const preset = readRunOptions(defaults, '/default_options');
  const merged: RunOptions = {
    ...preset,
    ...Object.fromEntries(wished),
  };
  return {
    ...merged,
    ...(preset.pdf && merged.pdf && { pdf: { ...preset.pdf, ...merged.pdf } }),
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
