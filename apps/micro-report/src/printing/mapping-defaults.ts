import type { SqlTx } from '@galley/platform';
import type { RepairedDefault } from './print-mapping.dto.js';

/** Whose mappings of which type: at most one of them is the default. */
export interface MappingGroup {
  /** Null = the platform's. */
  readonly organization_id: string | null;
  readonly document_type: string;
}

/** Changes of the default of a group wait for each other, so that the last of them stands and none fails. */
export async function lockGroup(tx: SqlTx, group: MappingGroup): Promise<void> {
  const key = `print-mapping:${group.organization_id ?? 'platform'}:${group.document_type}`;
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))::text`;
}

/** Makes one mapping the default in place of whichever is; the group must be locked. */
export async function makeDefault(
  tx: SqlTx,
  group: MappingGroup,
  id: string,
  actorId: string,
): Promise<void> {
  await tx.$executeRaw`
    update platform.tb_print_template_mapping
    set is_default = false, version = version + 1, updated_at = clock_timestamp(), updated_by_id = ${actorId}::uuid
    where organization_id is not distinct from ${group.organization_id}::uuid
      and document_type = ${group.document_type} and is_default and id <> ${id}::uuid and deleted_at is null`;
  await tx.$executeRaw`
    update platform.tb_print_template_mapping
    set is_default = true, version = version + 1, updated_at = clock_timestamp(), updated_by_id = ${actorId}::uuid
    where id = ${id}::uuid and not is_default`;
}

/** A group without a default gets its first by order, rather another than `passedOver`; the group must be locked. */
export async function ensureDefault(
  tx: SqlTx,
  group: MappingGroup,
  actorId: string,
  passedOver: string | null = null,
): Promise<void> {
  const live = await tx.$queryRaw<{ id: string; is_default: boolean }[]>`
    select id, is_default from platform.tb_print_template_mapping
    where organization_id is not distinct from ${group.organization_id}::uuid
      and document_type = ${group.document_type} and deleted_at is null
    order by is_default desc, id is not distinct from ${passedOver}::uuid, not is_active, display_order, id limit 1`;
  const [first] = live;
  if (first && !first.is_default) await makeDefault(tx, group, first.id, actorId);
}

/** Types of an owner's documents that have several defaults, or none. */
export async function brokenGroups(tx: SqlTx, organizationId: string | null): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ document_type: string }[]>`
    select document_type from platform.tb_print_template_mapping
    where organization_id is not distinct from ${organizationId}::uuid and deleted_at is null
    group by document_type having count(*) filter (where is_default) <> 1 order by document_type`;
  return rows.map(({ document_type }) => document_type);
}

/** Leaves one default: the first by order of those that are, else of all. The group must be locked. */
export async function repairGroup(
  tx: SqlTx,
  group: MappingGroup,
  actorId: string,
): Promise<RepairedDefault | null> {
  const live = await tx.$queryRaw<{ id: string; is_default: boolean }[]>`
    select id, is_default from platform.tb_print_template_mapping
    where organization_id is not distinct from ${group.organization_id}::uuid
      and document_type = ${group.document_type} and deleted_at is null
    order by is_default desc, not is_active, display_order, id`;
  const [first] = live;
  if (!first) return null;
  await makeDefault(tx, group, first.id, actorId);
  const demoted = live.filter(({ is_default, id }) => is_default && id !== first.id).length;
  return { document_type: group.document_type, default_id: first.id, demoted };
}
