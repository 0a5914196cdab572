import { knownRoles, rightsOf, type MembershipRights, type Principal, type SqlTx } from '@galley/platform';
import { requesterOf, type Requester } from '../../jobs/job-row.js';
import type { ScheduleRow } from './schedule-row.js';

type Owned = Pick<ScheduleRow, 'organization_id' | 'owner_id' | 'owner'>;

interface KnownPerson {
  readonly is_active: boolean;
  readonly memberships: readonly MembershipRights[];
}

interface LiveKey {
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly business_unit_codes: readonly string[];
}

/**
 * The owner of a schedule with today's rights, as whom it runs; null when the owner is gone: inactive, no longer a member,
 * a key that was withdrawn or has expired. Someone only tokens of the local issuer know has the rights of the day the
 * schedule was saved, and only while that issuer is the configured one. Must run as the system: row-level security would
 * hide people who have left.
 */
export async function ownerOf(
  tx: SqlTx,
  schedule: Owned,
  organization: Principal['organization'],
  isLocalIssuer: boolean,
): Promise<Principal | null> {
  const stored = requesterOf({ requester: schedule.owner });
  const rights =
    stored.kind === 'api_key'
      ? await keyRights(tx, schedule)
      : await personRights(tx, schedule, isLocalIssuer);
  if (!rights) return null;
  return {
    kind: stored.kind === 'api_key' ? 'api_key' : 'user',
    id: schedule.owner_id,
    organization,
    service: null,
    ...rights,
  };
}

type Rights = Pick<Principal, 'roles' | 'bu_codes' | 'project_ids' | 'scopes'>;

async function personRights(tx: SqlTx, schedule: Owned, isLocalIssuer: boolean): Promise<Rights | null> {
  const [person] = await tx.$queryRaw<KnownPerson[]>`
    select person.is_active, coalesce(
      (select jsonb_agg(to_jsonb(member)) from platform.membership as member
       where member.user_id = person.id and member.organization_id = ${schedule.organization_id}::uuid
         and member.is_active), '[]') as memberships
    from platform.user_account as person where person.id = ${schedule.owner_id}::uuid`;
  if (person) {
    if (!person.is_active || person.memberships.length === 0) return null;
    return { ...rightsOf(person.memberships), scopes: null };
  }
  return isLocalIssuer ? storedRights(requesterOf({ requester: schedule.owner })) : null;
}

function storedRights({ roles = [], bu_codes = null, project_ids = [] }: Partial<Requester>): Rights {
  return { roles: knownRoles(roles), bu_codes, project_ids, scopes: null };
}

async function keyRights(tx: SqlTx, schedule: Owned): Promise<Rights | null> {
  const [key] = await tx.$queryRaw<LiveKey[]>`
    select roles, scopes, business_unit_codes from platform.api_key
    where id = ${schedule.owner_id}::uuid and organization_id = ${schedule.organization_id}::uuid and is_active
      and (expires_at is null or expires_at > clock_timestamp())`;
  if (!key) return null;
  return {
    roles: knownRoles(key.roles),
    bu_codes: key.business_unit_codes.length > 0 ? key.business_unit_codes : null,
    project_ids: [],
    scopes: key.scopes.length > 0 ? key.scopes : null,
  };
}
