import { Inject, Injectable } from '@nestjs/common';
import { Database, Forbidden, Invalid, type Principal, type Tx } from '@galley/platform';
import type { DatasetRequest } from '@galley/dataset';
import { DATA_SESSIONS_CONFIG, type DataSessionsConfig } from '../sessions/data-sessions-config.js';
import { DataPools } from '../sessions/data-pools.js';
import { boundSource, findSourceRow, unregisteredSource } from '../sources/find-source.js';
import { findUnits, organizationUnit } from '../units/find-units.js';
import { DATASET_BUILDERS, type DatasetBuilders } from './builders.js';
import { sourceKindOf } from './kinds/registry.js';
import type { BoundSource } from './kinds/source-kind.js';
import { openDataset, type DatasetQuestion, type OpenDataset, type SessionTools } from './open-dataset.js';

/** Looks up what a request names, within the caller's rights, and opens the dataset. */
@Injectable()
export class DatasetResolver {
  readonly tools: SessionTools;

  constructor(
    private readonly database: Database,
    @Inject(DATASET_BUILDERS) readonly builders: DatasetBuilders,
    pools: DataPools,
    @Inject(DATA_SESSIONS_CONFIG) sessions: DataSessionsConfig,
  ) {
    this.tools = { pools, sessions };
  }

  async open(caller: Principal, request: DatasetRequest, signal: AbortSignal): Promise<OpenDataset> {
    const timezone = zoneOf(request, caller);
    const question = await this.database.withTenant(
      caller.organization.id,
      async (tx): Promise<DatasetQuestion> => {
        const source = await this.sourceOf(tx, caller, request);
        const kind = sourceKindOf(source);
        const units = kind.isPerUnit(source)
          ? await findUnits(tx, caller, request.bu_codes)
          : [await organizationUnit(tx, caller)];
        return { request, source, kind, units, organization_id: caller.organization.id, timezone, signal };
      },
    );
    return openDataset(question, this.tools);
  }

  private async sourceOf(
    tx: Tx,
    caller: Principal,
    { name, builder_key }: DatasetRequest,
  ): Promise<BoundSource> {
    const named = name ?? builder_key;
    if (named === undefined || (name && builder_key)) {
      throw Invalid.error('Name exactly one of name and builder_key.', {
        errors: [{ pointer: '', detail: 'must hold exactly one of name and builder_key' }],
      });
    }
    requireServiceSource(caller, named);
    if (!name) return unregisteredSource(named, this.builders);
    return boundSource(await findSourceRow(tx, caller, name), this.builders);
  }
}

/** A service token is good for the one source it was issued for. */
export function requireServiceSource(caller: Principal, source: string): void {
  const claimed = caller.service?.source;
  if (!claimed || claimed === source) return;
  throw Forbidden.error(`The service token was issued for another source than "${source}".`);
}

/** Names of zones only: PostgreSQL reads `+07:00` with the sign turned round. */
const ZONE = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

function zoneOf(request: DatasetRequest, caller: Principal): string {
  const zone = request.timezone ?? caller.organization.timezone;
  if (ZONE.test(zone) && isKnownZone(zone)) return zone;
  throw Invalid.error(`"timezone" is no IANA time zone.`, {
    errors: [{ pointer: '/timezone', detail: 'must be an IANA time zone such as Asia/Bangkok' }],
  });
}

function isKnownZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
