import { Injectable } from '@nestjs/common';
import {
  created,
  Forbidden,
  mapPage,
  pageOf,
  type Answer,
  type Author,
  type Page,
  type Prisma,
} from '@galley/platform';
import { found, type AdministrationScope } from '../administration-scope.js';
import { Administration } from '../administration.js';
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

/** An account belongs to no organization; the application's role may read its own members' and change none. */
const SYSTEM = { isSystem: true } as const;

@Injectable()
export class UsersService {
  constructor(private readonly administration: Administration) {}

  list(author: Author, { organization, is_active, ...query }: AdministrationQuery): Promise<Page<User>> {
    return this.administration.read(author, async (scope) => {
      const where: Prisma.user_accountWhereInput = {
        AND: [
          visible(scope),
          organization === undefined
            ? {}
            : { memberships: { some: { organization: { code: organization } } } },
        ],
        ...(is_active !== undefined && { is_active }),
      };
      const page = await pageOf(
        query,
        { by: ['email', 'name', 'created_at'], initially: 'email' },
        (window) => scope.tx.user_account.findMany({ where, include: RELATIONS, ...window }),
        () => scope.tx.user_account.count({ where }),
      );
      return mapPage(page, (row) => present(scope, row));
    });
  }

  read(author: Author, id: string): Promise<User> {
    return this.administration.read(author, async (scope) => present(scope, found(await find(scope, id))));
  }

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
      const user = present(scope, row);
      await scope.audit({ organization_id: owner.id, action: 'user.create', entity_id: row.id, after: user });
      return created(user, `/api/platform/users/${row.id}`);
    };
    return this.administration.create(author, work, SYSTEM);
  }

  update(author: Author, id: string, body: UpdateUser): Promise<User> {
    return this.administration.change(author, (scope) => save(scope, id, body, 'user.update'), SYSTEM);
  }

  async deactivate(author: Author, id: string): Promise<void> {
    const work = (scope: AdministrationScope) => save(scope, id, { is_active: false }, 'user.deactivate');
    await this.administration.change(author, work, SYSTEM);
  }
}

function visible(scope: AdministrationScope): Prisma.user_accountWhereInput {
  return scope.isPlatform ? {} : { memberships: { some: scope.ownership } };
}

function find(scope: AdministrationScope, id: string): Promise<Row | null> {
  return scope.tx.user_account.findFirst({ where: { AND: [visible(scope), { id }] }, include: RELATIONS });
}

async function save(scope: AdministrationScope, id: string, body: UpdateUser, action: string): Promise<User> {
  const before = await scope.locked(() => find(scope, id));
  requireOwnAlone(scope, before);
  const after = await scope.tx.user_account.update({
    where: { id },
    data: { ...body, updated_by_id: scope.author.caller.id },
    include: RELATIONS,
  });
  const user = present(scope, after);
  await scope.audit({
    organization_id: scope.author.caller.organization.id,
    action,
    entity_id: id,
    before: present(scope, before),
    after: user,
  });
  return user;
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

/** Other organizations' memberships are theirs to know. */
function present(scope: AdministrationScope, row: Row): User {
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
