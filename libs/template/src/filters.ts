import type { Json } from '@galley/dataset';
import { z } from 'zod';
import { parseBy } from './faults.js';

/** An object of filters; its columns and operators are micro-data's to check. */
export const filtersSchema = z
  .record(z.string(), z.json(), 'is not an object of filters')
  .transform((value) => value as Readonly<Record<string, Json>>);

/** Reads stored or given filters; absent = none. Throws `TemplateError`. */
export function readFilters(value: unknown, pointer = ''): Readonly<Record<string, Json>> {
  return parseBy<Readonly<Record<string, Json>>>(filtersSchema, value ?? {}, pointer);
}
