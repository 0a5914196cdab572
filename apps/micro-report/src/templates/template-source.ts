import { isDeepStrictEqual } from 'node:util';
import { Prisma, type Tx } from '@galley/platform';
import type { TemplateFields } from '@galley/template';
import type { TemplateRow } from './template-row.js';

type SourceRow = NonNullable<TemplateRow['dataset_source']>;

/** What a registered source says of its data besides the binding; a template built on it takes it over. */
export interface SourceLore {
  /** Labels, types and formats, as `tb_dataset_source.columns` has them; null = none. */
  readonly columns: unknown;
  readonly max_rows: number | null;
  readonly timeout_ms: number | null;
}

/** The part of a template that micro-data reads. */
function bindingFields(fields: TemplateFields) {
  return {
    label: fields.name,
    // builder_key wins over every name.
    source_type: fields.builder_key ? ('builder' as const) : fields.source_type,
    source_name: fields.source_name,
    source_params: fields.source_params,
    builder_key: fields.builder_key,
    view_name: fields.view_name,
    dialog: fields.dialog,
  };
}

/**
 * Brings the registered source of a template in line with the template, in its transaction, and answers the source's
 * id. A source that other templates or the platform use is never changed from here: the template then gets one of its
 * own, named after its id, so that no edit changes the figures of another report. `lore` replaces what that source says
 * besides; absent = it stays as it was.
 */
export async function keepSource(
  tx: Tx,
  template: Pick<TemplateRow, 'id' | 'organization_id' | 'dataset_source'>,
  fields: TemplateFields,
  actorId: string,
  lore?: SourceLore,
): Promise<string> {
  const binding = bindingFields(fields);
  const current = template.dataset_source;
  if (current && isSame(current, { ...binding, ...lore })) return current.id;
  const data = {
    ...binding,
    source_params: binding.source_params as Prisma.InputJsonObject,
    ...(lore && { ...lore, columns: (lore.columns as Prisma.InputJsonValue | null) ?? Prisma.DbNull }),
    updated_by_id: actorId,
  };
  const own = current && (await isOwn(tx, template, current)) ? current : await namedAfter(tx, template);
  if (own) {
    await tx.tb_dataset_source.update({
      where: { id: own.id },
      data: { ...data, definition_hash: null, version: { increment: 1 } },
    });
    return own.id;
  }
  const source = await tx.tb_dataset_source.create({
    data: {
      ...data,
      organization_id: template.organization_id,
      name: nameAfter(template),
      ...(current &&
        !lore && {
          columns: current.columns ?? Prisma.DbNull,
          max_rows: current.max_rows,
          timeout_ms: current.timeout_ms,
        }),
      created_by_id: actorId,
    },
  });
  return source.id;
}

/** Stable under renames of the template, and nobody else's. */
function nameAfter({ id }: { readonly id: string }): string {
  return `template.${id}`;
}

/** The template's own source from an earlier time, when it has been bound to a shared one since. */
function namedAfter(
  tx: Tx,
  template: Pick<TemplateRow, 'id' | 'organization_id'>,
): Promise<SourceRow | null> {
  const { organization_id } = template;
  return tx.tb_dataset_source.findFirst({
    where: { organization_id, name: nameAfter(template), deleted_at: null },
  });
}

/** A deleted template takes its own source along, and leaves shared ones. */
export async function removeSource(tx: Tx, template: TemplateRow, actorId: string): Promise<void> {
  if (template.dataset_source?.name !== nameAfter(template)) return;
  await tx.tb_dataset_source.update({
    where: { id: template.dataset_source.id },
    data: { deleted_at: new Date(), deleted_by_id: actorId },
  });
}

async function isOwn(
  tx: Tx,
  template: Pick<TemplateRow, 'id' | 'organization_id'>,
  source: SourceRow,
): Promise<boolean> {
  if (source.organization_id !== template.organization_id || source.deleted_at !== null) return false;
  const others = await tx.tb_report_template.count({
    where: { dataset_source_id: source.id, id: { not: template.id }, deleted_at: null },
  });
  return others === 0;
}

/** The label alone is no reason to write: it is the template's name. */
function isSame(source: SourceRow, binding: ReturnType<typeof bindingFields> & Partial<SourceLore>): boolean {
  const { label: _label, ...rest } = binding;
  return (
    source.deleted_at === null &&
    Object.entries(rest).every(([key, value]) =>
      isDeepStrictEqual(source[key as keyof typeof rest] ?? null, value),
    )
  );
}
