import { identifier, sql, type DatasetBuilder, type SqlFragment } from '@galley/dataset';

export type BuilderColumn = DatasetBuilder['columns'][number];
type Hints = Omit<BuilderColumn, 'name' | 'label' | 'type'>;

/** PostgreSQL types that rows of the pack have: what a kept row is read back as. */
const TYPES = {
  text: sql`text`,
  integer: sql`integer`,
  bigint: sql`bigint`,
  numeric: sql`numeric`,
  date: sql`date`,
  boolean: sql`boolean`,
  jsonb: sql`jsonb`,
  uuid: sql`uuid`,
} as const;

/** A column as the database gives it and as readers see it. */
export interface DataColumn {
  readonly name: string;
  readonly label: string;
  readonly type: keyof typeof TYPES;
  readonly hints: Hints;
}

/** Percentages, with the digits that they are rounded to. */
export const PERCENT: Hints = { format: 'percent', scale: 2 };
export const MONEY: Hints = { format: 'money', scale: 2 };

/** Figures are read, never added up, unless `hints` say otherwise: percentages and people are no sums. */
export function column(
  name: string,
  label: string,
  type: DataColumn['type'] = 'text',
  hints: Hints = {},
): DataColumn {
  return { name, label, type, hints: { role: 'dimension', ...hints } };
}

export function builderColumn({ name, label, hints }: DataColumn): BuilderColumn {
  return { name, label, ...hints };
}

/** `r."a", r."b"` */
export function selected(columns: readonly DataColumn[]): SqlFragment {
  return joined(columns.map(({ name }) => sql`r.${identifier(name)}`));
}

/** `"a" text, "b" numeric` */
export function defined(columns: readonly DataColumn[]): SqlFragment {
  return joined(columns.map(({ name, type }) => sql`${identifier(name)} ${TYPES[type]}`));
}

function joined(parts: readonly SqlFragment[]): SqlFragment {
  return parts.reduce((before, part) => sql`${before}, ${part}`);
}
