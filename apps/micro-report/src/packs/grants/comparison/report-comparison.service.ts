import { Injectable } from '@nestjs/common';
import { Database, Invalid, NotFound, type Author, type Page, type SqlTx } from '@galley/platform';
import { GrantsScope } from '../grants-scope.js';
import { findReportWithData, requireData } from '../reports/find-report.js';
import { WITH_DATA } from '../reports/report-lifecycle.js';
import type { ReportRow } from '../reports/report-row.js';
import { compareFigures } from './compare-figures.js';
import {
  countDifferences,
  differencesAfter,
  type LineDifference,
  type LineQuestion,
  type LineState,
} from './compare-lines.js';
import { compareWarnings } from './compare-warnings.js';
import type { ComparisonQuery } from './comparison-query.js';
import type {
  BufdirComparison,
  ChangeCounts,
  ChangedActivity,
  ComparedReport,
} from './comparison-resource.js';
import { shareIn } from './figure-cause.js';
import { decodePosition, encodePosition } from './line-cursor.js';

const DEFAULT_LIMIT = 50;

type DataRow = ReportRow & { readonly report_data: NonNullable<ReportRow['report_data']> };

/** What differs between two versions of the report of a period, down to the activities that caused it. */
@Injectable()
export class ReportComparison {
  constructor(
    private readonly database: Database,
    private readonly scope: GrantsScope,
  ) {}

  /**
   * Both versions are frozen, so every page tells of the same. Throws `report-not-completed` where one of them has no data, `not-found` where
   * there is nothing to compare with, and `invalid` for a figure that no report has.
   */
  async compare(author: Author, reportId: string, query: ComparisonQuery): Promise<BufdirComparison> {
    const share = query.figure === undefined ? null : shareIn(query.figure);
    if (query.figure !== undefined && !share) {
      throw Invalid.error('The parameter figure is not valid.', {
        errors: [{ pointer: 'figure', detail: 'is no figure of a report, such as /totals/hours' }],
      });
    }
    const caller = await this.scope.ofReport(author, reportId);
    const organization_id = caller.organization.id;
    return this.database.withActorSql(caller, async (tx) => {
      const after = withData(await findReportWithData(tx, organization_id, reportId));
      const before = withData(await referenceOf(tx, after, query.with));
      const question = { organization_id, before_id: before.id, after_id: after.id, share };
      const counts = await countDifferences(tx, question);
      return {
        before: headOf(before),
        after: headOf(after),
        is_same_schema: before.bufdir_schema_version === after.bufdir_schema_version,
        figures: compareFigures(before.report_data, after.report_data),
        warnings: compareWarnings(before.validation_warnings, after.validation_warnings),
        counts,
        activities: await activitiesOf(tx, question, query, counts, [nameIn(before), nameIn(after)]),
      };
    });
  }
}

function withData(row: ReportRow): DataRow {
  requireData(row);
  return row as DataRow;
}

/** The version a client names, or the one before among those with data. */
async function referenceOf(tx: SqlTx, row: ReportRow, version: number | undefined): Promise<ReportRow> {
  const [found] = await tx.$queryRaw<ReportRow[]>`
    select * from grants.bufdir_report
    where organization_id = ${row.organization_id}::uuid and period_id = ${row.period_id}::uuid and deleted_at is null
      and case when ${version ?? null}::int is null
        then report_version < ${row.report_version} and status = any(${[...WITH_DATA]}::text[])
        else report_version = ${version ?? null}::int end
    order by report_version desc limit 1`;
  if (found) return found;
  throw NotFound.error(
    version === undefined
      ? 'There is no earlier version with data to compare with; name one in the parameter with.'
      : `There is no version ${version} of this report.`,
  );
}

function headOf({ id, report_version, bufdir_schema_version, generated_at }: ReportRow): ComparedReport {
  return { id, report_version, bufdir_schema_version, generated_at };
}

type NameOf = (unitId: string) => string | null;

/** What a unit was called when the report was created. */
function nameIn({ report_data }: DataRow): NameOf {
  const names = new Map(report_data.hierarchy.map(({ id, name }) => [id, name]));
  return (unitId) => names.get(unitId) ?? null;
}

async function activitiesOf(
  tx: SqlTx,
  question: LineQuestion,
  { limit = DEFAULT_LIMIT, cursor, figure, change }: ComparisonQuery,
  counts: ChangeCounts,
  [nameBefore, nameAfter]: readonly [NameOf, NameOf],
): Promise<Page<ChangedActivity>> {
  const asked = [question.before_id, question.after_id, figure, change];
  const after = cursor === undefined ? null : decodePosition(cursor, asked);
  const found = await differencesAfter(tx, question, { change: change ?? null, after, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((line) => ({
      ...line,
      before: named(line.before, nameBefore),
      after: named(line.after, nameAfter),
    })),
    next_cursor: found.length > limit && last ? encodePosition({ ...last, day: dayOf(last) }, asked) : null,
    total: change ? counts[change] : counts.added + counts.removed + counts.changed,
  };
}

function named(state: LineState | null, nameOf: NameOf): ChangedActivity['before'] {
  return state && { ...state, unit_name: nameOf(state.unit_id) };
}

function dayOf({ before, after }: LineDifference): string {
  return (after ?? before)?.local_date ?? '';
}
