import { Injectable } from '@nestjs/common';
import { Forbidden, pageOf, type Answer, type Author, type Page, type Prisma } from '@galley/platform';
import { AdministeredService } from '../administered.service.js';
import type { AdministrationScope } from '../administration-scope.js';
import { requireGrantable } from '../grants.js';
import type { AdministrationQuery } from '../list-query.js';
import { administered } from '../resource.dto.js';
import type { CreateUser, UpdateUser, User } from './user.dto.js';

const RELATIONS = {
  memberships: {
    select: {
      id: true,
      role: true,
      is_active: true,
      organization_id: true,
      organization: { select: { code: true } },
    },
    orderBy: { created_at: 'asc' },
  },
} as const satisfies Prisma.user_accountInclude;

type Row = Prisma.user_accountGetPayload<{ include: typeof RELATIONS }>;

@Injectable()
export class UsersService extends AdministeredService<Row, User, CreateUser, UpdateUser> {
  protected readonly kind = 'user';
  /** An account belongs to no organization; the application's role may read its own members' and change none. */
  protected override readonly changeOptions = { isSystem: true };

  /** Makes the account and its first memberships together: an administrator sees accounts through these only. */
  create(author: Author, { organization, roles = ['member'], ...body }: CreateUser): Promise<Answer<User>> {
    const work = async (scope: AdministrationScope): Promise<Answer<User>> => {
      const owner = await scope.organization(organization);
      requireGrantable(author.caller, { roles, business_unit_codes: author.caller.bu_codes ?? [] });
      const row = await scope.tx.user_account.create({
        data: {
          ...body,
          ...scope.authorship,
          memberships: {
            create: roles.map((role) => ({
              organization_id: owner.id,
              role,
              business_unit_codes: [...(author.caller.bu_codes ?? [])],
              ...scope.authorship,
            })),
          },
        },
        include: RELATIONS,
      });
      return this.created(scope, owner.id, row);
    };
    return this.administration.create(author, work, this.changeOptions);
  }

  protected page(
    scope: AdministrationScope,
    { organization, is_active, ...query }: AdministrationQuery,
  ): Promise<Page<Row>> {
    const where: Prisma.user_accountWhereInput = {
      AND: [
        visible(scope),
        organization === undefined ? {} : { memberships: { some: { organization: { code: organization } } } },
      ],
      ...(is_active !== undefined && { is_active }),
    };
    return pageOf(
      query,
      { by: ['email', 'name', 'created_at'], initially: 'email' },
      (window) => scope.tx.user_account.findMany({ where, include: RELATIONS, ...window }),
      () => scope.tx.user_account.count({ where }),
    );
  }

  protected find(scope: AdministrationScope, id: string): Promise<Row | null> {
    return scope.tx.user_account.findFirst({ where: { AND: [visible(scope), { id }] }, include: RELATIONS });
  }

  protected async write(scope: AdministrationScope, before: Row, body: UpdateUser): Promise<Row> {
    requireOwnAlone(scope, before);
    return scope.tx.user_account.update({
      where: { id: before.id },
      data: { ...body, updated_by_id: scope.author.caller.id },
      include: RELATIONS,
    });
  }

  /** Other organizations' memberships are theirs to know. */
  protected present(row: Row, scope: AdministrationScope): User {
    const own = scope.author.caller.organization.id;
    const { email, name, locale } = row;
    return {
      ...administered(row),
      email,
      name,
      locale,
      memberships: row.memberships
        .filter(({ organization_id }) => scope.isPlatform || organization_id === own)
        .map(({ id, role, is_active, organization }) => ({
          id,
          organization: organization.code,
          role,
          is_active,
        })),
    };
  }
}

function visible(scope: AdministrationScope): Prisma.user_accountWhereInput {
  return scope.isPlatform ? {} : { memberships: { some: scope.ownership } };
}

/** One organization must not rename or lock out another's people, nor its own administrators' superiors. */
function requireOwnAlone(scope: AdministrationScope, row: Row): void {
  if (scope.isPlatform) return;
  const own = scope.author.caller.organization.id;
  if (row.memberships.some(({ organization_id }) => organization_id !== own)) {
    throw Forbidden.error(
      'The account belongs to other organizations too; deactivate its membership in yours.',
    );
  }
  const { caller } = scope.author;
  requireGrantable(caller, {
    roles: row.memberships.map(({ role }) => role),
    business_unit_codes: caller.bu_codes ?? [],
  });
}
