import { appendAudit, invalidField, Prisma, type Author, type Tx } from '@galley/platform';
import { readUnitCodes } from '@galley/template';
import { asInvalid } from '../templates/template-problems.js';
import type { MappingGroup } from './mapping-defaults.js';
import type { PrintMappingBody } from './print-mapping.dto.js';

export type MappingRow = Prisma.tb_print_template_mappingGetPayload<object>;

/** `invalid` unless the type is there and the template is a live print template of the owner's or the platform's. */
export async function requireUsable(tx: Tx, group: MappingGroup, templateId: string): Promise<void> {
  const type = await tx.document_type.findUnique({ where: { code: group.document_type } });
  if (!type) throw invalidField('/document_type', `is none of the types of documents`);
  const owners = [{ organization_id: null }, { organization_id: group.organization_id }];
  const template = await tx.tb_report_template.findFirst({
    where: { id: templateId, deleted_at: null, OR: owners },
    select: { kind: true },
  });
  if (!template) throw invalidField('/report_template_id', 'is no template that may be used here');
  if (template.kind !== 'print')
    throw invalidField('/report_template_id', 'is a report, not a print template');
}

/** The columns a body names. Lists of units are stored as lists, null where there are none. */
export function mappingChanges(body: Partial<PrintMappingBody>, before?: MappingRow) {
  if (before && body.document_type !== undefined && body.document_type !== before.document_type) {
    throw invalidField('/document_type', 'cannot be changed: make another mapping');
  }
  const { report_template_id, is_default, display_label, display_order, is_active } = body;
  return {
    ...(report_template_id !== undefined && { report_template_id }),
    ...(is_default !== undefined && { is_default }),
    ...(display_label !== undefined && { display_label }),
    ...(display_order !== undefined && { display_order }),
    ...(is_active !== undefined && { is_active }),
    ...unitList(body, 'allow_business_unit'),
    ...unitList(body, 'deny_business_unit'),
  };
}

function unitList(body: Partial<PrintMappingBody>, key: 'allow_business_unit' | 'deny_business_unit') {
  const given = body[key];
  if (given === undefined) return {};
  const codes = asInvalid(() => readUnitCodes(given, `/${key}`));
  return { [key]: codes ?? Prisma.DbNull };
}

/** A mapping of the platform has no organization of its own: its change is recorded where its author acts. */
export function auditMapping(
  tx: Tx,
  { caller, request }: Author,
  action: string,
  before: MappingRow | null,
  after: MappingRow,
): Promise<void> {
  return appendAudit(tx, {
    organization_id: after.organization_id ?? caller.organization.id,
    actor_id: caller.id,
    action,
    entity_type: 'print_mapping',
    entity_id: after.id,
    before,
    after: after.deleted_at ? null : after,
    facts: {
      document_type: after.document_type,
      report_template_id: after.report_template_id,
      is_default: after.is_default,
      platform_wide: after.organization_id === null,
    },
    request_id: request.request_id,
    ip: request.ip,
  });
}
