import type { BufdirSchema } from './bufdir-schemas.js';
import type { ActivityLine } from './figure-rows.js';
import type { ReportData } from './report-data.js';

/** What decides about a line here. */
export type ExcludedLine = Pick<ActivityLine, 'kind' | 'source_id' | 'exclusion_reason'>;

/** Which activities do not count as a day of peer work, and how many for which reason; reasons in the schema's order. */
export function exclusionsOf(
  lines: Iterable<ExcludedLine>,
  schema: BufdirSchema,
): Pick<ReportData['countable_days'], 'by_reason' | 'excluded'> {
  const excluded: { activity_id: string; reason: string }[] = [];
  const counts = new Map(Object.keys(schema.exclusion_reasons).map((reason) => [reason, 0]));
  for (const { kind, source_id, exclusion_reason: reason } of lines) {
    if (kind !== 'activity' || reason === null) continue;
    excluded.push({ activity_id: source_id, reason });
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return {
    by_reason: [...counts]
      .filter(([, activities]) => activities > 0)
      // The JSON Schema refuses a reason that has no label.
      .map(([reason, activities]) => ({
        reason,
        label: schema.exclusion_reasons[reason] ?? reason,
        activities,
      })),
    excluded: excluded.sort(
      (a, b) => Number(a.activity_id > b.activity_id) - Number(a.activity_id < b.activity_id),
    ),
  };
}
