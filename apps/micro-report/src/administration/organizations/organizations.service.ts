import { Injectable } from '@nestjs/common';
import { pageOf, type Answer, type Author, type Page, type Prisma } from '@galley/platform';
import { AdministeredService } from '../administered.service.js';
import { byIdOrCode, type AdministrationScope } from '../administration-scope.js';
import { Administration } from '../administration.js';
import type { AdministrationQuery } from '../list-query.js';
import { administered } from '../resource.dto.js';
import { requireSettings } from './organization-settings.js';
import { OrganizationSeeders } from './organization-seeders.js';
import type { CreateOrganization, Organization, UpdateOrganization } from './organization.dto.js';

type Row = Prisma.organizationGetPayload<object>;

@Injectable()
export class OrganizationsService extends AdministeredService<
  Row,
  Organization,
  CreateOrganization,
  UpdateOrganization
> {
  protected readonly kind = 'organization';

  constructor(
    administration: Administration,
    private readonly seeders: OrganizationSeeders,
  ) {
    super(administration);
  }

  create(author: Author, body: CreateOrganization): Promise<Answer<Organization>> {
    return this.administration.create(author, async (scope) => {
      const row = await scope.tx.organization.create({
        data: { ...fieldsOf(body), code: body.code, name: body.name, ...scope.authorship },
      });
      await this.seeders.seed(scope.tx, row);
      return this.created(scope, row.id, row);
    });
  }

  protected page(
    scope: AdministrationScope,
    { organization, is_active, ...query }: AdministrationQuery,
  ): Promise<Page<Row>> {
    const where: Prisma.organizationWhereInput = {
      AND: [visible(scope)],
      ...(organization !== undefined && { code: organization }),
      ...(is_active !== undefined && { is_active }),
    };
    return pageOf(
      query,
      { by: ['code', 'name', 'created_at'], initially: 'code' },
      (window) => scope.tx.organization.findMany({ where, ...window }),
      () => scope.tx.organization.count({ where }),
    );
  }

  protected find(scope: AdministrationScope, key: string): Promise<Row | null> {
    return scope.tx.organization.findFirst({ where: { AND: [visible(scope), byIdOrCode(key)] } });
  }

  protected async write(scope: AdministrationScope, before: Row, body: UpdateOrganization): Promise<Row> {
    if (body.is_active !== undefined) scope.requirePlatform('activate or deactivate an organization');
    return scope.tx.organization.update({
      where: { id: before.id },
      data: { ...fieldsOf(body), updated_by_id: scope.author.caller.id },
    });
  }

  protected override chainOf({ id }: Row): string {
    return id;
  }

  protected present(row: Row): Organization {
    const { code, name, logo_url, locale, timezone, currency, settings } = row;
    return { ...administered(row), code, name, logo_url, locale, timezone, currency, settings };
  }
}

function visible(scope: AdministrationScope): Prisma.organizationWhereInput {
  return scope.isPlatform ? {} : { id: scope.author.caller.organization.id };
}

function fieldsOf({ settings, ...body }: UpdateOrganization) {
  if (settings) requireSettings(settings);
  return { ...body, ...(settings && { settings: settings as Prisma.InputJsonObject }) };
}
