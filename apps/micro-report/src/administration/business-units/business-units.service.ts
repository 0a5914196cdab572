import { Injectable } from '@nestjs/common';
import { pageOf, sqlStateOf, type Answer, type Author, type Page, type Prisma } from '@galley/platform';
import { AdministeredService } from '../administered.service.js';
import { byIdOrCode, unknownReference, type AdministrationScope } from '../administration-scope.js';
import { conditionOf, type AdministrationQuery } from '../list-query.js';
import { administered } from '../resource.dto.js';
import type { BusinessUnit, CreateBusinessUnit, UpdateBusinessUnit } from './business-unit.dto.js';

const RELATIONS = {
  organization: { select: { code: true } },
  parent: { select: { code: true } },
  data_source: { select: { name: true } },
} as const satisfies Prisma.business_unitInclude;

type Row = Prisma.business_unitGetPayload<{ include: typeof RELATIONS }>;

const CHECK_VIOLATION = '23514';

@Injectable()
export class BusinessUnitsService extends AdministeredService<
  Row,
  BusinessUnit,
  CreateBusinessUnit,
  UpdateBusinessUnit
> {
  protected readonly kind = 'business-unit';

  create(author: Author, { organization, ...body }: CreateBusinessUnit): Promise<Answer<BusinessUnit>> {
    return this.administration.create(author, async (scope) => {
      const owner = await scope.organization(organization);
      const row = await inTree(async () =>
        scope.tx.business_unit.create({
          data: {
            code: body.code,
            name: body.name,
            organization_id: owner.id,
            ...(await fieldsOf(scope, owner.id, body)),
            ...scope.authorship,
          },
          include: RELATIONS,
        }),
      );
      return this.created(scope, owner.id, row);
    });
  }

  protected page(scope: AdministrationScope, query: AdministrationQuery): Promise<Page<Row>> {
    const where: Prisma.business_unitWhereInput = {
      AND: [scope.ownership, confined(scope), conditionOf(query)],
    };
    return pageOf(
      query,
      { by: ['code', 'name', 'kind', 'created_at'], initially: 'code' },
      (window) => scope.tx.business_unit.findMany({ where, include: RELATIONS, ...window }),
      () => scope.tx.business_unit.count({ where }),
    );
  }

  /** A code is unique in one organization only: it means the caller's own. */
  protected find(scope: AdministrationScope, key: string): Promise<Row | null> {
    const byKey = byIdOrCode(key);
    const own = 'code' in byKey ? { organization_id: scope.author.caller.organization.id } : {};
    return scope.tx.business_unit.findFirst({
      where: { AND: [scope.ownership, confined(scope), own, byKey] },
      include: RELATIONS,
    });
  }

  protected write(
    scope: AdministrationScope,
    before: Row,
    { name, ...body }: UpdateBusinessUnit,
  ): Promise<Row> {
    return inTree(async () =>
      scope.tx.business_unit.update({
        where: { id: before.id },
        data: {
          ...(name !== undefined && { name }),
          ...(await fieldsOf(scope, before.organization_id, body)),
          updated_by_id: scope.author.caller.id,
        },
        include: RELATIONS,
      }),
    );
  }

  protected present(row: Row): BusinessUnit {
    const { code, name, kind, currency, timezone, organization, parent, data_source } = row;
    return {
      ...administered(row),
      code,
      name,
      kind,
      parent_code: parent?.code ?? null,
      organization: organization.code,
      data_source: data_source?.name ?? null,
      currency,
      timezone,
    };
  }
}

/** A caller confined to units sees these and no others. */
function confined({ author }: AdministrationScope): Prisma.business_unitWhereInput {
  const { bu_codes } = author.caller;
  return bu_codes === null ? {} : { code: { in: [...bu_codes] } };
}

/** Codes and names of the body as the ids of the row; what the body leaves out stays out. */
async function fieldsOf(
  scope: AdministrationScope,
  organizationId: string,
  body: Omit<UpdateBusinessUnit, 'name'>,
) {
  const { kind, currency, timezone, is_active } = body;
  return {
    kind,
    currency,
    timezone,
    is_active,
    parent_id: await parentId(scope, organizationId, body.parent_code),
    data_source_id: await dataSourceId(scope, organizationId, body.data_source),
  };
}

async function parentId(scope: AdministrationScope, organizationId: string, code: string | null | undefined) {
  if (code === undefined || code === null) return code;
  const parent = await scope.tx.business_unit.findFirst({
    where: { organization_id: organizationId, code },
    select: { id: true },
  });
  if (!parent) throw unknownReference('/parent_code', `there is no business unit ${code}`);
  return parent.id;
}

async function dataSourceId(
  scope: AdministrationScope,
  organizationId: string,
  name: string | null | undefined,
) {
  if (name === undefined || name === null) return name;
  const source = await scope.tx.data_source.findFirst({
    where: { organization_id: organizationId, name },
    select: { id: true },
  });
  if (!source) throw unknownReference('/data_source', `there is no data source ${name}`);
  return source.id;
}

/** The database refuses loops, whatever two changes at once try; here it gets its pointer. */
async function inTree<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (sqlStateOf(error) !== CHECK_VIOLATION) throw error;
    throw unknownReference('/parent_code', 'a business unit cannot stand below itself');
  }
}
