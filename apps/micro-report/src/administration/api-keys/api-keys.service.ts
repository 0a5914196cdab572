import { Injectable } from '@nestjs/common';
import { Answer, newApiKey, pageOf, type Author, type Page, type Prisma } from '@galley/platform';
import { AdministeredService } from '../administered.service.js';
import type { AdministrationScope } from '../administration-scope.js';
import { requireGrantable } from '../grants.js';
import { requireKnownUnits } from '../known-units.js';
import { conditionOf, type AdministrationQuery } from '../list-query.js';
import { administered } from '../resource.dto.js';
import type { ApiKey, CreateApiKey, NewApiKey, UpdateApiKey } from './api-key.dto.js';

const RELATIONS = { organization: { select: { code: true } } } as const satisfies Prisma.api_keyInclude;

type Row = Prisma.api_keyGetPayload<{ include: typeof RELATIONS }>;

@Injectable()
export class ApiKeysService extends AdministeredService<Row, ApiKey, CreateApiKey, UpdateApiKey> {
  protected readonly kind = 'api-key';

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
      const answer = await this.created(scope, owner.id, row);
      return new Answer(answer.status, { ...answer.body, secret }, answer.location);
    };
    // The idempotency record outlives the answer: the secret must not stand in it.
    return this.administration.create(author, work, { recorded: (key) => ({ ...key, secret: null }) });
  }

  protected page(scope: AdministrationScope, query: AdministrationQuery): Promise<Page<Row>> {
    const where: Prisma.api_keyWhereInput = { AND: [scope.ownership, conditionOf(query)] };
    return pageOf(
      query,
      { by: ['name', 'created_at'], initially: 'name' },
      (window) => scope.tx.api_key.findMany({ where, include: RELATIONS, ...window }),
      () => scope.tx.api_key.count({ where }),
    );
  }

  protected find(scope: AdministrationScope, id: string): Promise<Row | null> {
    return scope.tx.api_key.findFirst({ where: { AND: [scope.ownership, { id }] }, include: RELATIONS });
  }

  protected async write(scope: AdministrationScope, before: Row, body: UpdateApiKey): Promise<Row> {
    const { caller } = scope.author;
    requireGrantable(caller, { ...before, ...body });
    await requireKnownUnits(scope.tx, before.organization_id, body.business_unit_codes ?? []);
    return scope.tx.api_key.update({
      where: { id: before.id },
      data: { ...body, updated_by_id: caller.id },
      include: RELATIONS,
    });
  }

  /** The hash of the secret stays where it is. */
  protected present(row: Row): ApiKey {
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
}
