import type { Prisma } from '@galley/platform';
import { TEMPLATE_FIELDS, type TemplateFields } from '@galley/template';

/** A row of `platform.tb_report_template` with the source it is bound to. */
export type TemplateRow = Prisma.tb_report_templateGetPayload<{ include: typeof WITH_SOURCE }>;

export const WITH_SOURCE = { dataset_source: true } as const;

/** What an author decided about the template, as stored; reading it again (`readTemplateFields`) checks it. */
export function authoredFields(row: TemplateRow): Record<keyof TemplateFields, unknown> {
  return Object.fromEntries(TEMPLATE_FIELDS.map((field) => [field, row[field]])) as Record<
    keyof TemplateFields,
    unknown
  >;
}

/** A template as clients see it: one resource, whichever tables hold it. */
export function presentTemplate(row: TemplateRow) {
  const { dataset_source, design, ...shown } = row;
  return { ...shown, dataset_source_name: dataset_source?.name ?? null, has_design: design !== null };
}
