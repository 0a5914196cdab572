import { rightsOf, type SqlTx } from '@galley/platform';
import type { Requester } from '../jobs/job-row.js';
import type { ExportRow } from './export-row.js';

/**
 * The rights with which an export runs: what the requester's memberships say now, so that who has left takes nothing with
 * them; null = they have left. Who never had a membership (an API key that is still good, a user of the local issuer) keeps
 * the rights that were checked with the request.
 */
export async function requesterRights(
  tx: SqlTx,
  row: Pick<ExportRow, 'organization_id' | 'requested_by' | 'requester'>,
): Promise<Requester | null> {
  const memberships = await tx.$queryRaw<
    { role: string; business_unit_codes: string[]; project_ids: string[]; is_live: boolean }[]
  >`
    select m.role, m.business_unit_codes, m.project_ids::text[] as project_ids, m.is_active and u.is_active as is_live
    from platform.membership m join platform.user_account u on u.id = m.user_id
    where m.organization_id = ${row.organization_id}::uuid and m.user_id = ${row.requested_by}::uuid`;
  const checked = row.requester as unknown as Partial<Requester>;
  if (memberships.length === 0) {
    if (!isComplete(checked)) return null;
    return checked.kind !== 'api_key' || (await isGoodKey(tx, row)) ? checked : null;
  }
  const live = memberships.filter(({ is_live }) => is_live);
  return live.length === 0 ? null : { kind: 'user', ...rightsOf(live) };
}

function isComplete(checked: Partial<Requester>): checked is Requester {
  return checked.kind !== undefined && checked.roles !== undefined && checked.project_ids !== undefined;
}

async function isGoodKey(
  tx: SqlTx,
  { organization_id, requested_by }: Pick<ExportRow, 'organization_id' | 'requested_by'>,
): Promise<boolean> {
  const keys = await tx.$queryRaw<unknown[]>`
    select from platform.api_key
    where id = ${requested_by}::uuid and organization_id = ${organization_id}::uuid and is_active
      and (expires_at is null or expires_at > clock_timestamp())`;
  return keys.length > 0;
}
