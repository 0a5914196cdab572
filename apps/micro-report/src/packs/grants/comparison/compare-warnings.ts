import type { ReportWarning } from '@galley/pack-grants/bufdir';

export interface WarningDifference {
  readonly code: string;
  /** How much it was about, its several warnings together; null = that report has no such warning. */
  readonly before: number | null;
  readonly after: number | null;
}

/** The kinds of warnings that only one of two reports has, or that are about more or less, by code. */
export function compareWarnings(
  before: readonly ReportWarning[],
  after: readonly ReportWarning[],
): readonly WarningDifference[] {
  const [were, are] = [affectedOf(before), affectedOf(after)];
  return [...new Set([...were.keys(), ...are.keys()])]
    .toSorted()
    .map((code) => ({ code, before: were.get(code) ?? null, after: are.get(code) ?? null }))
    .filter((each) => each.before !== each.after);
}

function affectedOf(warnings: readonly ReportWarning[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, affected_count } of warnings) counts.set(code, (counts.get(code) ?? 0) + affected_count);
  return counts;
}
