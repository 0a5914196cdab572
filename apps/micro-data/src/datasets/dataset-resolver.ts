import { Inject, Injectable } from '@nestjs/common';
import { Database, Forbidden, Invalid, ShortCache, type Principal, type Tx } from '@galley/platform';
import type { DatasetRequest } from '@galley/dataset';
import { DATA_SESSIONS_CONFIG, type DataSessionsConfig } from '../sessions/data-sessions-config.js';
import { DataPools } from '../sessions/data-pools.js';
import { boundSource, findSourceRow, unregisteredSource } from '../sources/find-source.js';
import { findUnits, organizationUnit } from '../units/find-units.js';
import { DATASET_BUILDERS, type DatasetBuilders } from './builders.js';
import { requireExportRight } from './export-sources.js';
import type { DataUnit } from './fan-out/data-unit.js';
import { sourceKindOf } from './kinds/registry.js';
import type { BoundSource, SourceKind } from './kinds/source-kind.js';
import { openDataset, type OpenDataset, type SessionTools } from './open-dataset.js';

/** How long a change made by another process (a unit closed, a data source moved) may go unnoticed. */
const LOOKUP_TTL_MS = 2_000;
const LOOKUPS = 1_000;
/** IANA has about 600 names; PostgreSQL and Intl take them in any case. */
const ZONES = 2_000;

interface Lookup {
  readonly source: BoundSource;
  readonly kind: SourceKind;
  readonly units: readonly DataUnit[];
}

/** Looks up what a request names, within the caller's rights, and opens the dataset. */
@Injectable()
export class DatasetResolver {
  readonly tools: SessionTools;
  readonly #lookups = new ShortCache<Lookup>(LOOKUP_TTL_MS, LOOKUPS);

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
    const lookup = await this.lookUp(caller, request);
    requireExportRight(caller, lookup.source);
    return openDataset({ ...lookup, request, caller, timezone, signal }, this.tools);
  }

  /** To be called after every write to the registry, so that its writer reads what was written. */
  forgetSources(): void {
    this.#lookups.clear();
  }

  /** The answer depends on nothing but the key: whom it is for, what they may read, and what they name. */
  private lookUp(caller: Principal, request: DatasetRequest): Promise<Lookup> {
    const { name, builder_key, bu_codes } = request;
    requireOneName(caller, request);
    const { id } = caller.organization;
    const key = JSON.stringify([id, caller.bu_codes, name ?? null, builder_key ?? null, bu_codes ?? null]);
    return this.#lookups.resolve(key, () =>
      this.database.withTenant(id, async (tx) => {
        const source = await this.sourceOf(tx, caller, request);
        const kind = sourceKindOf(source);
        const units = kind.isPerUnit(source)
          ? await findUnits(tx, caller, bu_codes)
          : [await organizationUnit(tx, caller, source)];
        return { source, kind, units };
      }),
    );
  }

  private async sourceOf(
    tx: Tx,
    caller: Principal,
    { name, builder_key = '' }: DatasetRequest,
  ): Promise<BoundSource> {
    if (!name) return unregisteredSource(builder_key, this.builders);
    return boundSource(await findSourceRow(tx, caller, name), this.builders);
  }
}

function requireOneName(caller: Principal, { name, builder_key }: DatasetRequest): void {
  const named = name ?? builder_key;
  if (named === undefined || (name && builder_key)) {
    throw Invalid.error('Name exactly one of name and builder_key.', {
      errors: [{ pointer: '', detail: 'must hold exactly one of name and builder_key' }],
    });
  }
  requireServiceSource(caller, named);
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

const knownZones = new Set<string>();

/** Asking Intl costs half a millisecond, so it is asked once. */
function isKnownZone(zone: string): boolean {
  if (knownZones.has(zone)) return true;
  try {
    const isKnown = Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    if (isKnown && knownZones.size < ZONES) knownZones.add(zone);
    return isKnown;
  } catch {
    return false;
  }
}
