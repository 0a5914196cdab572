import { Injectable } from '@nestjs/common';
import { Database, type Principal } from '@galley/platform';
import { readContent, type ReportEdition } from '@galley/pack-monitoring/donor-report';
import { findRevision, type RevisionRow } from '../publishing/publish-report.service.js';
import { reportLogo } from '../publishing/report-logo.js';
import { ReportSnapshots } from '../publishing/report-snapshots.js';
import { findReport, type ReportRow } from '../reports/report-row.js';

/** An edition with what it was read from. */
export interface FoundEdition {
  readonly report: ReportRow;
  readonly edition: ReportEdition;
  /** Its content as the database writes it. */
  readonly text: string;
}

/** Which edition of a report somebody sees. */
@Injectable()
export class ReportEditions {
  constructor(
    private readonly database: Database,
    private readonly snapshots: ReportSnapshots,
  ) {}

  /**
   * The revision that is asked for, else the latest; of a report that was never published what the records say now. Throws `not-found`,
   * `invalid` and `unavailable`.
   */
  async of(caller: Principal, id: string, revision: number | undefined): Promise<FoundEdition> {
    const { report, row, logo } = await this.database.withActorSql(caller, async (tx) => {
      const report = await findReport(tx, id);
      const wanted = revision ?? report.revision;
      if (revision === undefined && wanted === 0) {
        return { report, row: null, logo: await reportLogo(tx, report.organization_id) };
      }
      return { report, row: await findRevision(tx, id, wanted), logo: null };
    });
    if (row) return { report, edition: editionOf(row), text: row.content };
    const text = await this.snapshots.of(caller, id);
    const { head, sections } = readContent(text);
    return { report, edition: { content: { head: { ...head, logo }, sections }, publication: null }, text };
  }
}

export function editionOf({ content, revision, sha256, published_at }: RevisionRow): ReportEdition {
  const publication = { revision, sha256, published_at: published_at.toISOString() };
  return { content: readContent(content), publication };
}
