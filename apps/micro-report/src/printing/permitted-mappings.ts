import { NotFound, Prisma, type Principal, type SqlTx } from '@galley/platform';
import { TEMPLATE_OF_RUN, type RunTemplate } from '../jobs/template-of-job.js';
import { seenByUnitsSql, visibleTemplatesSql } from '../templates/template-visibility.js';
import { NoPrintMapping } from './print-problems.js';

/** A mapping as the menu "Print as…" shows it. */
export interface PermittedMapping {
  readonly mapping_id: string;
  readonly organization_id: string | null;
  readonly document_type: string;
  readonly report_template_id: string;
  readonly template_name: string;
  readonly display_label: string;
  readonly display_order: number;
  readonly is_default: boolean;
  readonly orientation: string;
  readonly page_size: string;
}

/**
 * What may print documents of a type in a unit, the one that a Print button uses first: the default, then by order.
 * Mapping and template must both be live, active and open to the unit, deny before allow. The platform's mappings
 * count only for an organization that has none of its own for the type.
 */
export function permittedMappings(
  tx: SqlTx,
  caller: Principal,
  documentType: string,
  buCode: string,
): Promise<PermittedMapping[]> {
  return tx.$queryRaw<PermittedMapping[]>`
    select mapping.id as mapping_id, mapping.organization_id, mapping.document_type, mapping.report_template_id,
      template.name as template_name, coalesce(mapping.display_label, template.name) as display_label,
      mapping.display_order, mapping.is_default, template.orientation::text, template.page_size
    from platform.tb_print_template_mapping as mapping
    join platform.tb_report_template as template on template.id = mapping.report_template_id
    where ${permitted(caller, documentType, buCode)}
    order by mapping.is_default desc, mapping.display_order, mapping.id`;
}

/** The template that prints: the one of this id among those that may, else the first. `no-print-mapping`, `not-found`. */
export async function printTemplate(
  tx: SqlTx,
  caller: Principal,
  wish: { readonly document_type: string; readonly bu_code: string; readonly template_id?: string },
): Promise<RunTemplate> {
  const chosen = wish.template_id ? Prisma.sql`template.id = ${wish.template_id}::uuid` : Prisma.sql`true`;
  const [found] = await tx.$queryRaw<RunTemplate[]>`
    select ${TEMPLATE_OF_RUN}
    join platform.tb_print_template_mapping as mapping on mapping.report_template_id = template.id
    where ${permitted(caller, wish.document_type, wish.bu_code)} and ${chosen}
    order by mapping.is_default desc, mapping.display_order, mapping.id limit 1`;
  if (found) return found;
  if (wish.template_id) {
    throw NotFound.error(
      `There is no such template for ${wish.document_type} in this unit, or it is not yours.`,
    );
  }
  throw noMapping(wish.document_type, wish.bu_code);
}

export function noMapping(documentType: string, buCode: string) {
  return NoPrintMapping.error(`No print template is open to ${documentType} documents in ${buCode}.`);
}

function permitted(caller: Principal, documentType: string, buCode: string): Prisma.Sql {
  const units = [buCode];
  return Prisma.sql`mapping.document_type = ${documentType} and mapping.is_active and mapping.deleted_at is null
    and template.is_active and template.kind = 'print'
    and mapping.organization_id is not distinct from (
      select own.organization_id from platform.tb_print_template_mapping as own
      where own.document_type = ${documentType} and own.is_active and own.deleted_at is null
        and own.organization_id = ${caller.organization.id}::uuid limit 1)
    and ${seenByUnitsSql('mapping', units)}
    and ${visibleTemplatesSql(caller, units)}`;
}
