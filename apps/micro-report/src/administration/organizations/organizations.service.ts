import { Injectable } from '@nestjs/common';
import { created, mapPage, pageOf, type Answer, type Author, type Page, type Prisma } from '@galley/platform';
import { byIdOrCode, found, type AdministrationScope } from '../administration-scope.js';
import { Administration } from '../administration.js';
import type { AdministrationQuery } from '../list-query.js';
import { administered } from '../resource.dto.js';
import { OrganizationSeeders } from './organization-seeders.js';
import type { CreateOrganization, Organization, UpdateOrganization } from './organization.dto.js';

type Row = Prisma.organizationGetPayload<object>;

@Injectable()
export class OrganizationsService {
  constructor(
    private readonly administration: Administration,
    private readonly seeders: OrganizationSeeders,
  ) {}

  list(
    author: Author,
    { organization, is_active, ...query }: AdministrationQuery,
  ): Promise<Page<Organization>> {
    return this.administration.read(author, async (scope) => {
      const where: Prisma.organizationWhereInput = {
        AND: [visible(scope)],
        ...(organization !== undefined && { code: organization }),
        ...(is_active !== undefined && { is_active }),
      };
      const page = await pageOf(
        query,
        { by: ['code', 'name', 'created_at'], initially: 'code' },
        (window) => scope.tx.organization.findMany({ where, ...window }),
        () => scope.tx.organization.count({ where }),
      );
      return mapPage(page, present);
    });
  }

  read(author: Author, key: string): Promise<Organization> {
    return this.administration.read(author, async (scope) => present(found(await find(scope, key))));
  }

  create(author: Author, body: CreateOrganization): Promise<Answer<Organization>> {
    return this.administration.create(author, async (scope) => {
      const row = await scope.tx.organization.create({
        data: { ...fieldsOf(body), code: body.code, name: body.name, ...scope.authorship },
      });
      await this.seeders.seed(scope.tx, row);
      const organization = present(row);
      await scope.audit({
        organization_id: row.id,
        action: 'organization.create',
        entity_id: row.id,
        after: organization,
      });
      return created(organization, `/api/platform/organizations/${row.id}`);
    });
  }

  update(author: Author, key: string, { is_active, ...body }: UpdateOrganization): Promise<Organization> {
    return this.administration.change(author, async (scope) => {
      // Sought first: what is foreign stays unknown, whatever is to be done with it.
      found(await find(scope, key));
      if (is_active !== undefined) scope.requirePlatform('activate or deactivate an organization');
      return save(scope, key, { ...fieldsOf(body), is_active }, 'organization.update');
    });
  }

  async deactivate(author: Author, key: string): Promise<void> {
    await this.administration.change(author, (scope) =>
      save(scope, key, { is_active: false }, 'organization.deactivate'),
    );
  }
}

function visible(scope: AdministrationScope): Prisma.organizationWhereInput {
  return scope.isPlatform ? {} : { id: scope.author.caller.organization.id };
}

function find(scope: AdministrationScope, key: string): Promise<Row | null> {
  return scope.tx.organization.findFirst({ where: { AND: [visible(scope), byIdOrCode(key)] } });
}

async function save(
  scope: AdministrationScope,
  key: string,
  data: Prisma.organizationUpdateInput,
  action: string,
): Promise<Organization> {
  const before = await scope.locked(() => find(scope, key));
  const after = await scope.tx.organization.update({
    where: { id: before.id },
    data: { ...data, updated_by_id: scope.author.caller.id },
  });
  const organization = present(after);
  await scope.audit({
    organization_id: after.id,
    action,
    entity_id: after.id,
    before: present(before),
    after: organization,
  });
  return organization;
}

function fieldsOf({ settings, ...body }: UpdateOrganization) {
  return { ...body, ...(settings && { settings: settings as Prisma.InputJsonObject }) };
}

function present(row: Row): Organization {
  const { code, name, logo_url, locale, timezone, currency, settings } = row;
  return { ...administered(row), code, name, logo_url, locale, timezone, currency, settings };
}
