import { Injectable } from '@nestjs/common';
import { created, mapPage, pageOf, type Answer, type Author, type Page, type Prisma } from '@galley/platform';
import { found, unknownReference, type AdministrationScope } from '../administration-scope.js';
import { Administration } from '../administration.js';
import { requireGrantable } from '../grants.js';
import { requireKnownUnits } from '../known-units.js';
import { conditionOf, type AdministrationQuery } from '../list-query.js';
import { administered } from '../resource.dto.js';
import type { CreateMembership, Membership, UpdateMembership } from './membership.dto.js';

const RELATIONS = { organization: { select: { code: true } } } as const satisfies Prisma.membershipInclude;

type Row = Prisma.membershipGetPayload<{ include: typeof RELATIONS }>;

@Injectable()
export class MembershipsService {
  constructor(private readonly administration: Administration) {}

  list(author: Author, query: AdministrationQuery): Promise<Page<Membership>> {
    return this.administration.read(author, async (scope) => {
      const where: Prisma.membershipWhereInput = { AND: [scope.ownership, conditionOf(query)] };
      const page = await pageOf(
        query,
        { by: ['created_at', 'role'], initially: '-created_at' },
        (window) => scope.tx.membership.findMany({ where, include: RELATIONS, ...window }),
        () => scope.tx.membership.count({ where }),
      );
      return mapPage(page, present);
    });
  }

  read(author: Author, id: string): Promise<Membership> {
    return this.administration.read(author, async (scope) => present(found(await find(scope, id))));
  }

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
      const membership = present(row);
      await scope.audit({
        organization_id: owner.id,
        action: 'membership.create',
        entity_id: row.id,
        after: membership,
      });
      return created(membership, `/api/platform/memberships/${row.id}`);
    });
  }

  update(author: Author, id: string, body: UpdateMembership): Promise<Membership> {
    return this.administration.change(author, (scope) => save(scope, id, body, 'membership.update'));
  }

  async deactivate(author: Author, id: string): Promise<void> {
    await this.administration.change(author, (scope) =>
      save(scope, id, { is_active: false }, 'membership.deactivate'),
    );
  }
}

function find(scope: AdministrationScope, id: string): Promise<Row | null> {
  return scope.tx.membership.findFirst({ where: { AND: [scope.ownership, { id }] }, include: RELATIONS });
}

async function save(
  scope: AdministrationScope,
  id: string,
  body: UpdateMembership,
  action: string,
): Promise<Membership> {
  const before = await scope.locked(() => find(scope, id));
  const { caller } = scope.author;
  // Both what it is and what it becomes: an administrator cannot take away what they could not give.
  requireGrantable(caller, { roles: [before.role], business_unit_codes: before.business_unit_codes });
  const { role, business_unit_codes } = { ...before, ...body };
  requireGrantable(caller, { roles: [role], business_unit_codes });
  await requireKnownUnits(scope.tx, before.organization_id, body.business_unit_codes ?? []);
  const after = await scope.tx.membership.update({
    where: { id: before.id },
    data: { ...body, updated_by_id: caller.id },
    include: RELATIONS,
  });
  const membership = present(after);
  await scope.audit({
    organization_id: after.organization_id,
    action,
    entity_id: after.id,
    before: present(before),
    after: membership,
  });
  return membership;
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

function present(row: Row): Membership {
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
