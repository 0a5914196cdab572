import { layoutNeeds, sourceKey } from '@galley/layout';
import type { Tx } from '@galley/platform';
import { readNamedDatasets, type TemplateFields } from '@galley/template';
import { layoutText } from '../rendering/layout-demand.js';
import { LayoutLibrary } from '../rendering/layout-library.js';

const layouts = new LayoutLibrary();

interface Registered {
  readonly name: string;
  readonly source_name: string | null;
  readonly organization_id: string | null;
}

/**
 * A template completed by what its layout calls by name: a source of the layout that is no dataset of the template becomes
 * one when a registered source is called the same (`Order Details` → `shop.order_details`, or bound to `v_order_details`),
 * the organization's before the platform's. What stays unnamed is the template's own binding. The template then says so
 * itself, in `datasets`. Several sources of one name are nobody's to choose from: the name stays missing.
 */
export async function withMatchedDatasets(
  tx: Tx,
  organizationId: string | null,
  fields: TemplateFields,
): Promise<TemplateFields> {
  const named = readNamedDatasets(fields.datasets, '/datasets').map(({ name }) => sourceKey(name));
  const { primary, datasets } = layoutNeeds(layouts.read(layoutText(fields, fields.locale ?? 'en')), []);
  const missing = [primary ?? '', ...datasets].filter(
    (name) => name !== '' && !named.includes(sourceKey(name)),
  );
  // One unnamed source is what the template itself is bound to.
  if (missing.length < 2) return fields;
  const own = missing.find((name) => isCalled(name, fields.source_name ?? fields.view_name)) ?? missing[0];
  const registered = await tx.tb_dataset_source.findMany({
    where: {
      deleted_at: null,
      NOT: { name: { startsWith: 'template.' } },
      OR: [{ organization_id: null }, { organization_id: organizationId }],
    },
    select: { name: true, source_name: true, organization_id: true },
  });
  const matched = missing
    .filter((name) => name !== own)
    .flatMap((name) => {
      const source = matchOf(name, registered);
      return source === null ? [] : [{ name, source }];
    });
  if (matched.length === 0) return fields;
  const given = Array.isArray(fields.datasets) ? fields.datasets : [];
  return { ...fields, datasets: [...readNamedDatasets([...given, ...matched], '/datasets')] };
}

/** The one source of this name; null when there is none, or more than one to choose from. */
function matchOf(name: string, registered: readonly Registered[]): string | null {
  const fits = registered.filter(
    (source) => isCalled(name, source.name.split('.').at(-1)) || isCalled(name, source.source_name),
  );
  const nearest = fits.some(({ organization_id }) => organization_id !== null)
    ? fits.filter(({ organization_id }) => organization_id !== null)
    : fits;
  return nearest.length === 1 ? (nearest[0]?.name ?? null) : null;
}

/** Whether an object of the database is what a layout calls by this name; views often begin with `v_`. */
function isCalled(name: string, object: string | null | undefined): boolean {
  return !!object && sourceKey(object.replace(/^vw?_/i, '')) === sourceKey(name);
}
