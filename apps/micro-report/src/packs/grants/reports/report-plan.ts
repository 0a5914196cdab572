import { Inject, Injectable } from '@nestjs/common';
import {
  hierarchyScope,
  schemaOf,
  schemaVersionFor,
  SchemaVersionUnknown as UnknownVersion,
  type HierarchyScope,
  type ReportSpan,
  type ScopeUnit,
} from '@galley/pack-grants/bufdir';
import { CONFIG, Database, invalidField, type Author, type Principal } from '@galley/platform';
import type { ReportConfig } from '../../../config.js';
import { GrantsData } from '../grants-data.js';
import { GrantsScope } from '../grants-scope.js';
import { SchemaVersionUnknown } from './grants-problems.js';
import type { ReportWish } from './report-bodies.js';
import { reportFormatOf, type ReportFormat } from './report-format.js';
import { spanOfPeriod } from './report-period.js';
import { requireMember } from './require-member.js';
import { requirePeriod } from './require-period.js';

/** A checked wish for a report. */
export interface ReportPlan {
  /** Acting in the organization of the report. */
  readonly caller: Principal;
  readonly span: ReportSpan;
  readonly format: ReportFormat | null;
  readonly schema_version: string;
  readonly scope: HierarchyScope;
}

/** Checks what somebody wishes for, before anything is written: the same for a report and for its precheck. */
@Injectable()
export class ReportPlans {
  constructor(
    private readonly database: Database,
    private readonly scope: GrantsScope,
    private readonly data: GrantsData,
    @Inject(CONFIG) private readonly config: Pick<ReportConfig, 'BUFDIR_MIN_PERIOD_DAYS'>,
  ) {}

  /** Throws what BU-V-1…7 and BU-B-1, 6 name, `schema-version-unknown`, and `invalid` where no period is named. */
  async of(author: Author, wish: ReportWish): Promise<ReportPlan> {
    const caller = await this.scope.ofOrganization(author, wish.organization_id);
    await requireMember(this.database, caller);
    const format = reportFormatOf(wish.format);
    const span = await this.#spanOf(caller, wish);
    const { timezone } = caller.organization;
    requirePeriod(span, { timezone, now: new Date(), minDays: this.config.BUFDIR_MIN_PERIOD_DAYS });
    const schema_version = knownVersion(wish.bufdir_schema_version ?? schemaVersionFor(span));
    return { caller, span, format, schema_version, scope: await this.hierarchyOf(caller) };
  }

  /** All units of the organization as they are now, wherever in it the caller is (BU-B-7, 12). */
  async hierarchyOf(caller: Principal): Promise<HierarchyScope> {
    const units = await this.data.rows<ScopeUnit>(caller, { builder_key: 'grants.hierarchy' });
    return hierarchyScope(caller.organization.id, units);
  }

  async #spanOf({ organization }: Principal, wish: ReportWish): Promise<ReportSpan> {
    const { period_id, reporting_period_start: start, reporting_period_end: end } = wish;
    if (period_id !== undefined) {
      if (start !== undefined || end !== undefined) {
        throw invalidField('/period_id', 'names the days already; leave the dates out');
      }
      return spanOfPeriod(this.database, organization.id, period_id);
    }
    if (start === undefined || end === undefined) {
      const missing = start === undefined ? '/reporting_period_start' : '/reporting_period_end';
      throw invalidField(missing, 'is required where no period_id is given');
    }
    return { start, end };
  }
}

/** `schema-version-unknown` (BU-V-10). */
export function knownVersion(version: string): string {
  try {
    return schemaOf(version).version;
  } catch (error) {
    if (!(error instanceof UnknownVersion)) throw error;
    throw SchemaVersionUnknown.error(error.message, { facts: { known: [...error.known] }, cause: error });
  }
}
