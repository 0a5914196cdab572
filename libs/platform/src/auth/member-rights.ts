import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Unauthenticated } from '../errors/common-problems.js';
import { knownRoles, type LocalRights } from './claims.js';

/** Rights of a user of a foreign issuer: our membership table says, not the token. */
@Injectable()
export class MemberRights {
  constructor(private readonly database: Database) {}

  /** `unauthenticated` when the user is unknown, inactive, or no member of the organization. */
  async of(userId: string, organizationId: string): Promise<LocalRights> {
    const memberships = await this.database.asSystem((tx) =>
      tx.membership.findMany({
        where: {
          user_id: userId,
          organization_id: organizationId,
          is_active: true,
          user: { is_active: true },
        },
        select: { role: true, business_unit_codes: true, project_ids: true },
      }),
    );
    if (memberships.length === 0) {
      throw Unauthenticated.error('The user is no active member of the organization that the token names.');
    }
    return rightsOf(memberships);
  }
}

/** What decides a member's rights, as `platform.membership` has it. */
export interface MembershipRights {
  readonly role: string;
  /** Empty = not confined. */
  readonly business_unit_codes: readonly string[];
  readonly project_ids: readonly string[];
}

/** The rights that the active memberships of one user in one organization add up to. */
export function rightsOf(memberships: readonly MembershipRights[]): LocalRights {
  return {
    roles: knownRoles(memberships.map((membership) => membership.role)),
    bu_codes: unitsOf(memberships.map((membership) => membership.business_unit_codes)),
    project_ids: [...new Set(memberships.flatMap((membership) => membership.project_ids))],
  };
}

/** One membership without units opens all of the organization; otherwise the units add up. */
function unitsOf(lists: readonly (readonly string[])[]): readonly string[] | null {
  if (lists.some((codes) => codes.length === 0)) return null;
  return [...new Set(lists.flat())];
}
