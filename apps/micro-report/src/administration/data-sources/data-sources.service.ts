import { Injectable } from '@nestjs/common';
import { isUuid, pageOf, type Answer, type Author, type Page, type Prisma } from '@galley/platform';
import { AdministeredService } from '../administered.service.js';
import type { AdministrationScope } from '../administration-scope.js';
import { Administration } from '../administration.js';
import { conditionOf, type AdministrationQuery } from '../list-query.js';
import { administered } from '../resource.dto.js';
import type { CreateDataSource, DataSource, UpdateDataSource } from './data-source.dto.js';
import { ReachableData } from './reachable-data.js';

const RELATIONS = {
  organization: { select: { id: true, code: true } },
} as const satisfies Prisma.data_sourceInclude;

type Row = Prisma.data_sourceGetPayload<{ include: typeof RELATIONS }>;

@Injectable()
export class DataSourcesService extends AdministeredService<
  Row,
  DataSource,
  CreateDataSource,
  UpdateDataSource
> {
  protected readonly kind = 'data-source';

  constructor(
    administration: Administration,
    private readonly reachable: ReachableData,
  ) {
    super(administration);
  }

  create(author: Author, { organization, ...body }: CreateDataSource): Promise<Answer<DataSource>> {
    return this.administration.create(author, async (scope) => {
      const owner = await scope.organization(organization);
      await this.reachable.require(scope, owner, body);
      const row = await scope.tx.data_source.create({
        data: { ...body, organization_id: owner.id, ...scope.authorship },
        include: RELATIONS,
      });
      return this.created(scope, owner.id, row);
    });
  }

  protected page(scope: AdministrationScope, query: AdministrationQuery): Promise<Page<Row>> {
    const where: Prisma.data_sourceWhereInput = { AND: [scope.ownership, conditionOf(query)] };
    return pageOf(
      query,
      { by: ['name', 'schema', 'created_at'], initially: 'name' },
      (window) => scope.tx.data_source.findMany({ where, include: RELATIONS, ...window }),
      () => scope.tx.data_source.count({ where }),
    );
  }

  /** A name is unique in one organization only: it means the caller's own. */
  protected find(scope: AdministrationScope, key: string): Promise<Row | null> {
    const byKey = isUuid(key)
      ? { id: key }
      : { name: key, organization_id: scope.author.caller.organization.id };
    return scope.tx.data_source.findFirst({ where: { AND: [scope.ownership, byKey] }, include: RELATIONS });
  }

  protected async write(scope: AdministrationScope, before: Row, body: UpdateDataSource): Promise<Row> {
    if (body.url_env !== undefined || body.schema !== undefined || body.read_only_role) {
      // Together, because half an address says nothing about what it opens.
      const { url_env, schema } = { ...before, ...body };
      await this.reachable.require(scope, before.organization, {
        url_env,
        schema,
        read_only_role: body.read_only_role,
      });
    }
    return scope.tx.data_source.update({
      where: { id: before.id },
      data: { ...body, updated_by_id: scope.author.caller.id },
      include: RELATIONS,
    });
  }

  protected present(row: Row): DataSource {
    const { name, url_env, schema, organization, read_only_role, max_connections, statement_timeout_ms } =
      row;
    return {
      ...administered(row),
      name,
      url_env,
      schema,
      organization: organization.code,
      read_only_role,
      max_connections,
      statement_timeout_ms,
    };
  }
}
