import { Injectable } from '@nestjs/common';
import {
  created,
  mapPage,
  newApiKey,
  pageOf,
  type Answer,
  type Author,
  type Page,
  type Prisma,
} from '@galley/platform';
import { found, type AdministrationScope } from '../administration-scope.js';
import { Administration } from '../administration.js';
import { requireGrantable } from '../grants.js';
import { requireKnownUnits } from '../known-units.js';
import { conditionOf, type AdministrationQuery } from '../list-query.js';
import { administered } from '../resource.dto.js';
import type { ApiKey, CreateApiKey, NewApiKey, UpdateApiKey } from './api-key.dto.js';

const RELATIONS = { organization: { select: { code: true } } } as const satisfies Prisma.api_keyInclude;

type Row = Prisma.api_keyGetPayload<{ include: typeof RELATIONS }>;

@Injectable()
export class ApiKeysService {
  constructor(private readonly administration: Administration) {}

  list(author: Author, query: AdministrationQuery): Promise<Page<ApiKey>> {
    return this.administration.read(author, async (scope) => {
      const where: Prisma.api_keyWhereInput = { AND: [scope.ownership, conditionOf(query)] };
      const page = await pageOf(
        query,
        { by: ['name', 'created_at'], initially: 'name' },
        (window) => scope.tx.api_key.findMany({ where, include: RELATIONS, ...window }),
        () => scope.tx.api_key.count({ where }),
      );
      return mapPage(page, present);
    });
  }

  read(author: Author, id: string): Promise<ApiKey> {
    return this.administration.read(author, async (scope) => present(found(await find(scope, id))));
  }

  create(author: Author, { organization, ...body }: CreateApiKey): Promise<Answer<NewApiKey>> {
    const work = async (scope: AdministrationScope): Promise<Answer<NewApiKey>> => {
      const { scopes = [], business_unit_codes = [] } = body;
      requireGrantable(author.caller, { roles: body.roles, scopes, business_unit_codes });
      const owner = await scope.organization(organization);
      await requireKnownUnits(scope.tx, owner.id, business_unit_codes);
      const { secret, hash, prefix } = newApiKey();
      const row = await scope.tx.api_key.create({
        data: { ...body, key_hash: hash, key_prefix: prefix, organization_id: owner.id, ...scope.authorship },
        include: RELATIONS,
      });
      const key = present(row);
      await scope.audit({
        organization_id: owner.id,
        action: 'api-key.create',
        entity_id: row.id,
        after: key,
      });
      return created({ ...key, secret }, `/api/platform/api-keys/${row.id}`);
    };
    // The idempotency record outlives the answer: the secret must not stand in it.
    return this.administration.create(author, work, { recorded: (key) => ({ ...key, secret: null }) });
  }

  update(author: Author, id: string, body: UpdateApiKey): Promise<ApiKey> {
    return this.administration.change(author, (scope) => save(scope, id, body, 'api-key.update'));
  }

  async deactivate(author: Author, id: string): Promise<void> {
    await this.administration.change(author, (scope) =>
      save(scope, id, { is_active: false }, 'api-key.deactivate'),
    );
  }
}

function find(scope: AdministrationScope, id: string): Promise<Row | null> {
  return scope.tx.api_key.findFirst({ where: { AND: [scope.ownership, { id }] }, include: RELATIONS });
}

async function save(
  scope: AdministrationScope,
  id: string,
  body: UpdateApiKey,
  action: string,
): Promise<ApiKey> {
  const before = await scope.locked(() => find(scope, id));
  const { caller } = scope.author;
  requireGrantable(caller, { ...before, ...body });
  await requireKnownUnits(scope.tx, before.organization_id, body.business_unit_codes ?? []);
  const after = await scope.tx.api_key.update({
    where: { id: before.id },
    data: { ...body, updated_by_id: caller.id },
    include: RELATIONS,
  });
  const key = present(after);
  await scope.audit({
    organization_id: after.organization_id,
    action,
    entity_id: after.id,
    before: present(before),
    after: key,
  });
  return key;
}

/** The hash of the secret stays where it is. */
function present(row: Row): ApiKey {
  const { name, key_prefix, organization, roles, scopes, business_unit_codes, expires_at, last_used_at } =
    row;
  return {
    ...administered(row),
    name,
    key_prefix,
    organization: organization.code,
    roles,
    scopes,
    business_unit_codes,
    expires_at,
    last_used_at,
  };
}
