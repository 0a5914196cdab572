import { Injectable } from '@nestjs/common';
import { pageOf, type Answer, type Author, type Page, type Prisma } from '@galley/platform';
import { AdministeredService } from '../administered.service.js';
import { unknownReference, type AdministrationScope } from '../administration-scope.js';
import { requireGrantable } from '../grants.js';
import { requireKnownUnits } from '../known-units.js';
import { conditionOf, type AdministrationQuery } from '../list-query.js';
import { administered } from '../resource.dto.js';
import type { CreateMembership, Membership, UpdateMembership } from './membership.dto.js';

const RELATIONS = { organization: { select: { code: true } } } as const satisfies Prisma.membershipInclude;

type Row = Prisma.membershipGetPayload<{ include: typeof RELATIONS }>;

@Injectable()
export class MembershipsService extends AdministeredService<
  Row,
  Membership,
  CreateMembership,
  UpdateMembership
> {
  protected readonly kind = 'membership';

  create(author: Author, { organization, ...body }: CreateMembership): Promise<Answer<Membership>> {
    return this.administration.create(author, async (scope) => {
      const { user_id, role, business_unit_codes = [], project_ids = [] } = body;
      requireGrantable(author.caller, { roles: [role], business_unit_codes });
      const owner = await scope.organization(organization);
      await requireKnownUnits(scope.tx, owner.id, business_unit_codes);
      await requireUser(scope, owner.id, user_id);
      const row = await scope.tx.membership.create({
        data: {
          user_id,
          role,
          business_unit_codes,
          project_ids,
          organization_id: owner.id,
          ...scope.authorship,
        },
        include: RELATIONS,
      });
      return this.created(scope, owner.id, row);
    });
  }

  protected page(scope: AdministrationScope, query: AdministrationQuery): Promise<Page<Row>> {
    const where: Prisma.membershipWhereInput = { AND: [scope.ownership, conditionOf(query)] };
    return pageOf(
      query,
      { by: ['created_at', 'role'], initially: '-created_at' },
      (window) => scope.tx.membership.findMany({ where, include: RELATIONS, ...window }),
      () => scope.tx.membership.count({ where }),
    );
  }

  protected find(scope: AdministrationScope, id: string): Promise<Row | null> {
    return scope.tx.membership.findFirst({ where: { AND: [scope.ownership, { id }] }, include: RELATIONS });
  }

  protected async write(scope: AdministrationScope, before: Row, body: UpdateMembership): Promise<Row> {
    const { caller } = scope.author;
    // Both what it is and what it becomes: an administrator cannot take away what they could not give.
    requireGrantable(caller, { roles: [before.role], business_unit_codes: before.business_unit_codes });
    const { role, business_unit_codes } = { ...before, ...body };
    requireGrantable(caller, { roles: [role], business_unit_codes });
    await requireKnownUnits(scope.tx, before.organization_id, body.business_unit_codes ?? []);
    return scope.tx.membership.update({
      where: { id: before.id },
      data: { ...body, updated_by_id: caller.id },
      include: RELATIONS,
    });
  }

  protected present(row: Row): Membership {
    const { user_id, organization, role, business_unit_codes, project_ids } = row;
    return {
      ...administered(row),
      user_id,
      organization: organization.code,
      role,
      business_unit_codes,
      project_ids,
    };
  }
}

/**
 * An organization gives roles to its own people. Somebody else's account must not be drawn in by its id alone: it would
 * show its name and address here, and its own administrators could no longer change it.
 */
async function requireUser(
  scope: AdministrationScope,
  organizationId: string,
  userId: string,
): Promise<void> {
  const ownership = scope.isPlatform ? {} : { memberships: { some: { organization_id: organizationId } } };
  const count = await scope.asSystem((tx) =>
    tx.user_account.count({ where: { id: userId, is_active: true, ...ownership } }),
  );
  if (count === 0) throw unknownReference('/user_id', `there is no active user ${userId}`);
}
