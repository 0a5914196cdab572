import { Inject, Injectable } from '@nestjs/common';
import { Database, type Principal } from '@galley/platform';
import { BuRequired } from '../datasets/dataset-problems.js';
import { DatasetResolver } from '../datasets/dataset-resolver.js';
import type { DataUnit } from '../datasets/fan-out/data-unit.js';
import { sourceKindOf } from '../datasets/kinds/registry.js';
import type { BindRequest, BoundSource, SourceKind } from '../datasets/kinds/source-kind.js';
import { DATA_SESSIONS_CONFIG, type DataSessionsConfig } from '../sessions/data-sessions-config.js';
import { DataPools } from '../sessions/data-pools.js';
import { Session } from '../sessions/session.js';
import { allUnits, findUnits, organizationUnit } from '../units/find-units.js';
import { boundSource, findSourceRow, type SourceRow } from './find-source.js';

/** A source and the units in which somebody wants to look at it. */
export interface SourceInUnits {
  readonly row: SourceRow;
  readonly source: BoundSource;
  readonly kind: SourceKind;
  readonly units: readonly DataUnit[];
}

type Place = Omit<BindRequest, 'params'>;

/** Opens a look at what a source is bound to, unit by unit, without reading rows. */
@Injectable()
export class SourcePlaces {
  constructor(
    private readonly database: Database,
    private readonly datasets: DatasetResolver,
    private readonly pools: DataPools,
    @Inject(DATA_SESSIONS_CONFIG) private readonly sessions: DataSessionsConfig,
  ) {}

  /** `buCodes` null: every unit of the caller's. Throws `source-not-found` and what finding the units throws. */
  find(caller: Principal, name: string, buCodes: readonly string[] | null): Promise<SourceInUnits> {
    return this.database.withTenant(caller.organization.id, async (tx) => {
      const row = await findSourceRow(tx, caller, name);
      const source = boundSource(row, this.datasets.builders);
      const kind = sourceKindOf(source);
      if (!kind.isPerUnit(source))
        return { row, source, kind, units: [await organizationUnit(tx, caller, source)] };
      const units = buCodes ? await findUnits(tx, caller, buCodes) : await allUnits(tx, caller);
      return { row, source, kind, units };
    });
  }

  /** Runs `work` in a snapshot of one unit. */
  async look<T>(
    caller: Principal,
    source: BoundSource,
    unit: DataUnit | undefined,
    work: (place: Place) => Promise<T>,
  ): Promise<T> {
    if (!unit) throw BuRequired.error('The organization has no business unit with data to look at.');
    const { timezone, id: organization_id } = caller.organization;
    const session = await Session.open(this.pools, this.sessions, {
      dataSource: unit.data_source,
      timezone,
      caller,
      signal: new AbortController().signal,
      context: {
        source: source.name,
        bu_code: unit.bu_code,
        timeoutMs: unit.data_source.statement_timeout_ms,
      },
    });
    try {
      return await work({ source, session, bu_code: unit.bu_code, organization_id, timezone });
    } finally {
      await session.close();
    }
  }
}
