import { Prisma, type Tx } from '@galley/platform';
import { readNamedDatasets, sourceNameOf, type NamedDataset, type TemplateFields } from '@galley/template';
import { isDeepStrictEqual } from 'node:util';
import type { TemplateRow } from './template-row.js';

type Owner = Pick<TemplateRow, 'id' | 'organization_id'>;

/**
 * Brings the registered sources of a template's further datasets in line with the template: one for each that is bound
 * in the template itself, none for what is no longer there. Datasets of registered sources are left to these.
 */
export async function keepDatasetSources(
  tx: Tx,
  template: Owner,
  fields: TemplateFields,
  actorId: string,
): Promise<void> {
  const own = readNamedDatasets(fields.datasets, '/datasets').filter(({ source }) => source === null);
  const names = own.map((dataset) => sourceNameOf(template.id, dataset));
  await removeDatasetSources(tx, template, actorId, names);
  for (const dataset of own) await keep(tx, template, fields.name, dataset, actorId);
}

/** Soft-deletes the sources of a template's datasets, save those named. */
export async function removeDatasetSources(
  tx: Tx,
  { id, organization_id }: Owner,
  actorId: string,
  kept: readonly string[] = [],
): Promise<void> {
  await tx.tb_dataset_source.updateMany({
    where: {
      organization_id,
      deleted_at: null,
      AND: [{ name: { startsWith: `template.${id}.` } }, { name: { notIn: [...kept] } }],
    },
    data: { deleted_at: new Date(), deleted_by_id: actorId },
  });
}

async function keep(
  tx: Tx,
  { id, organization_id }: Owner,
  template: string,
  dataset: NamedDataset,
  actorId: string,
): Promise<void> {
  const name = sourceNameOf(id, dataset);
  const current = await tx.tb_dataset_source.findFirst({
    where: { organization_id, name, deleted_at: null },
  });
  const binding = {
    // builder_key wins over every name.
    source_type: dataset.builder_key ? ('builder' as const) : (dataset.source_type ?? ('view' as const)),
    source_name: dataset.source_name,
    source_params: dataset.source_params as Prisma.InputJsonObject,
    builder_key: dataset.builder_key,
  };
  if (!current) {
    const by = { created_by_id: actorId, updated_by_id: actorId };
    await tx.tb_dataset_source.create({
      data: { ...binding, ...by, organization_id, name, label: `${template}: ${dataset.name}`.slice(0, 200) },
    });
    return;
  }
  const isSame = Object.entries(binding).every(([key, value]) =>
    isDeepStrictEqual(current[key as keyof typeof binding], value),
  );
  if (isSame) return;
  await tx.tb_dataset_source.update({
    where: { id: current.id },
    data: { ...binding, definition_hash: null, version: { increment: 1 }, updated_by_id: actorId },
  });
}
