import { Injectable } from '@nestjs/common';
import {
  created,
  isUuid,
  mapPage,
  pageOf,
  type Answer,
  type Author,
  type Page,
  type Prisma,
} from '@galley/platform';
import { found, type AdministrationScope } from '../administration-scope.js';
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
export class DataSourcesService {
  constructor(
    private readonly administration: Administration,
    private readonly reachable: ReachableData,
  ) {}

  list(author: Author, query: AdministrationQuery): Promise<Page<DataSource>> {
    return this.administration.read(author, async (scope) => {
      const where: Prisma.data_sourceWhereInput = { AND: [scope.ownership, conditionOf(query)] };
      const page = await pageOf(
        query,
        { by: ['name', 'schema', 'created_at'], initially: 'name' },
        (window) => scope.tx.data_source.findMany({ where, include: RELATIONS, ...window }),
        () => scope.tx.data_source.count({ where }),
      );
      return mapPage(page, present);
    });
  }

  read(author: Author, key: string): Promise<DataSource> {
    return this.administration.read(author, async (scope) => present(found(await find(scope, key))));
  }

  create(author: Author, { organization, ...body }: CreateDataSource): Promise<Answer<DataSource>> {
    return this.administration.create(author, async (scope) => {
      const owner = await scope.organization(organization);
      await this.reachable.require(scope, owner, body);
      const row = await scope.tx.data_source.create({
        data: { ...body, organization_id: owner.id, ...scope.authorship },
        include: RELATIONS,
      });
      const source = present(row);
      await scope.audit({
        organization_id: owner.id,
        action: 'data-source.create',
        entity_id: row.id,
        after: source,
      });
      return created(source, `/api/platform/data-sources/${row.id}`);
    });
  }

  update(author: Author, key: string, body: UpdateDataSource): Promise<DataSource> {
    return this.administration.change(author, (scope) => this.#save(scope, key, body, 'data-source.update'));
  }

  async deactivate(author: Author, key: string): Promise<void> {
    await this.administration.change(author, (scope) =>
      this.#save(scope, key, { is_active: false }, 'data-source.deactivate'),
    );
  }

  async #save(
    scope: AdministrationScope,
    key: string,
    body: UpdateDataSource,
    action: string,
  ): Promise<DataSource> {
    const before = await scope.locked(() => find(scope, key));
    if (body.url_env !== undefined || body.schema !== undefined || body.read_only_role) {
      // Together, because half an address says nothing about what it opens.
      const { url_env, schema } = { ...before, ...body };
      await this.reachable.require(scope, before.organization, {
        url_env,
        schema,
        read_only_role: body.read_only_role,
      });
    }
    const after = await scope.tx.data_source.update({
      where: { id: before.id },
      data: { ...body, updated_by_id: scope.author.caller.id },
      include: RELATIONS,
    });
    const source = present(after);
    await scope.audit({
      organization_id: after.organization_id,
      action,
      entity_id: after.id,
      before: present(before),
      after: source,
    });
    return source;
  }
}

/** A name is unique in one organization only: it means the caller's own. */
function find(scope: AdministrationScope, key: string): Promise<Row | null> {
  const byKey = isUuid(key)
    ? { id: key }
    : { name: key, organization_id: scope.author.caller.organization.id };
  return scope.tx.data_source.findFirst({ where: { AND: [scope.ownership, byKey] }, include: RELATIONS });
}

function present(row: Row): DataSource {
  const { name, url_env, schema, organization, read_only_role, max_connections, statement_timeout_ms } = row;
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
