import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, Forbidden, platformConfigShape, type Environment } from '@galley/platform';
import { unknownReference, type AdministrationScope } from '../administration-scope.js';

/** Schemas of the product itself and of PostgreSQL: no report reads them. */
const RESERVED_SCHEMA = /^(platform|tenant|internal|bullmq|information_schema|pg_.*)$/i;
const POSTGRES_URL = /^postgres(ql)?:\/\//;
/** Variables of the services: binding one would open a role that sees all tenants. */
const OWN_VARIABLE = /^(DATABASE_|GALLEY_|PG)/;

export interface DataAddress {
  readonly url_env?: string | null;
  readonly schema?: string;
  readonly read_only_role?: string | null;
}

/** Which data an organization may bind: its own, never the product's, never another organization's. */
@Injectable()
export class ReachableData {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  async require(
    scope: AdministrationScope,
    owner: { readonly id: string; readonly code: string },
    address: DataAddress,
  ): Promise<void> {
    if (address.read_only_role) scope.requirePlatform('choose the role that data is read with');
    if (address.url_env) this.#requireVariable(scope, owner.code, address.url_env);
    if (address.schema !== undefined && RESERVED_SCHEMA.test(address.schema)) {
      throw unknownReference('/schema', `the schema ${address.schema} holds no business data`);
    }
    if (!scope.isPlatform && address.schema !== undefined && !address.url_env) {
      await this.#requireUnclaimed(scope, owner.id, address.schema);
    }
  }

  #requireVariable(scope: AdministrationScope, code: string, name: string): void {
    if (OWN_VARIABLE.test(name) || name in platformConfigShape) {
      throw unknownReference('/url_env', `${name} belongs to the services themselves`);
    }
    // The names are chosen by whoever runs the services; an organization gets those that carry its code.
    const prefix = `${code.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_`;
    if (!scope.isPlatform && !name.startsWith(prefix)) {
      throw Forbidden.error(`Your organization may name variables that begin with ${prefix}.`);
    }
    if (!POSTGRES_URL.test(this.environment[name] ?? '')) {
      throw unknownReference('/url_env', `the environment variable ${name} holds no postgres:// URL`);
    }
  }

  /** Schemas of the product's database are shared ground: what another organization has bound is theirs. */
  async #requireUnclaimed(scope: AdministrationScope, organizationId: string, schema: string): Promise<void> {
    const claims = await scope.asSystem((tx) =>
      tx.data_source.count({ where: { schema, url_env: null, organization_id: { not: organizationId } } }),
    );
    if (claims > 0) throw unknownReference('/schema', `the schema ${schema} is not available`);
  }
}
