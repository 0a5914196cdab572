import type { ColumnRole, ColumnType } from '@galley/dataset';
import { z } from 'zod';

const COLUMN_TYPES = [
  'string',
  'integer',
  'decimal',
  'date',
  'timestamp',
  'boolean',
  'uuid',
  'json',
] as const satisfies readonly ColumnType[];

const hint = z.strictObject({
  label: z.string().min(1).max(200).optional(),
  type: z.enum(COLUMN_TYPES).optional(),
  scale: z.number().int().min(0).max(30).nullable().optional(),
  format: z.string().max(50).nullable().optional(),
  role: z.enum(['dimension', 'measure']).optional(),
});

/** What somebody knows better about a column than PostgreSQL does. */
export interface ColumnHint {
  readonly label?: string | undefined;
  readonly type?: ColumnType | undefined;
  readonly scale?: number | null | undefined;
  readonly format?: string | null | undefined;
  readonly role?: ColumnRole | undefined;
}
export type ColumnHints = ReadonlyMap<string, ColumnHint>;

const name = z.string().min(1).max(63);
/** `tb_dataset_source.columns`: `[{"name", …}]` or `{"<name>": {…}}`. */
export const columnHintsSchema = z.union([
  z.array(hint.extend({ name })).max(500),
  z
    .record(name, hint)
    .transform((byName) => Object.entries(byName).map(([key, one]) => ({ name: key, ...one }))),
]);

/** Reads `tb_dataset_source.columns`. What was stored before the schema was stricter does not stop a report: it is left out. */
export function readColumnHints(stored: unknown): ColumnHints {
  const parsed = columnHintsSchema.safeParse(stored ?? []);
  return new Map((parsed.data ?? []).map(({ name: column, ...rest }) => [column, rest]));
}

/**
 * A column comment is its label, optionally with hints: `Net amount | format=money scale=2 role=measure`. Prose that
 * only looks like hints stays label.
 */
export function readComment(comment: string | null): ColumnHint {
  const text = comment?.trim();
  if (!text) return {};
  const bar = text.lastIndexOf('|');
  const pairs =
    bar < 0
      ? []
      : text
          .slice(bar + 1)
          .trim()
          .split(/\s+/)
          .map((pair) => pair.split('='));
  if (!pairs.length || !pairs.every((pair) => pair.length === 2 && pair[0] && pair[1]))
    return { label: text };
  const given = Object.fromEntries(pairs) as Readonly<Record<string, string>>;
  const { scale, ...rest } = given;
  const parsed = hint.safeParse({ ...rest, ...(scale === undefined ? {} : { scale: Number(scale) }) });
  if (!parsed.success) return { label: text };
  const label = text.slice(0, bar).trim();
  return label ? { ...parsed.data, label } : parsed.data;
}
