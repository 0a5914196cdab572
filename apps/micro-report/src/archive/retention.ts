/**
 * How long files are kept (source: energy-exports §9): exports 7 days; reports 90 days, then in the archive for 7
 * calendar years; archived ones for those years at once; permanent ones for good.
 */
export const RETENTION_CLASSES = ['export', 'report', 'archive', 'permanent'] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

/** What an organization decides about it (`settings.retention`), with the service's default filled in. */
export interface RetentionPolicy {
  readonly export_days: number;
  readonly report_days: number;
  readonly archive_years: number;
  /** What becomes of a report at its expiry. */
  readonly reports_at_expiry: 'archive' | 'remove';
  /** Report types whose files are never removed. */
  readonly permanent_types: readonly string[];
}

/** The two dates of a file. */
export interface RetentionPlan {
  /** Until when it can be downloaded; null = for good. */
  readonly expires_at: Date | null;
  /** Set: it goes to the archive when it expires and is removed there at this instant. */
  readonly purge_at: Date | null;
}

const DAY_MS = 86_400_000;

/** The class of a new file: as ordered, else as the organization decides. */
export function retentionClassOf(
  file: {
    readonly report_type: string;
    readonly export_request_id: string | null;
    readonly retention_class?: string | null;
  },
  policy: Pick<RetentionPolicy, 'permanent_types'>,
): RetentionClass {
  const ordered = RETENTION_CLASSES.find((known) => known === file.retention_class);
  if (ordered) return ordered;
  if (policy.permanent_types.includes(file.report_type)) return 'permanent';
  return file.export_request_id === null ? 'report' : 'export';
}

/**
 * The dates of a file that was made at `made_at`. `keep_days` is what was asked for when it was ordered; it says how
 * long the file is at hand, not whether it is archived afterwards.
 */
export function retentionPlan(
  retention_class: RetentionClass,
  made_at: Date,
  policy: RetentionPolicy,
  keep_days: number | null = null,
): RetentionPlan {
  switch (retention_class) {
    case 'permanent':
      return { expires_at: null, purge_at: null };
    case 'export':
      return { expires_at: daysAfter(made_at, keep_days ?? policy.export_days), purge_at: null };
    case 'archive':
      return { expires_at: null, purge_at: yearsAfter(made_at, policy.archive_years) };
    case 'report': {
      const expires_at = daysAfter(made_at, keep_days ?? policy.report_days);
      const isArchived = policy.reports_at_expiry === 'archive';
      return { expires_at, purge_at: isArchived ? yearsAfter(expires_at, policy.archive_years) : null };
    }
  }
}

/** Days of 24 hours: an expiry does not move with anybody's summer time. */
export function daysAfter(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * DAY_MS);
}

/** As `daysAfter` counts them, to the nearest whole. */
export function daysBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / DAY_MS);
}

/** Calendar years, in UTC: 29 February becomes the 28th where there is none, never 1 March. */
export function yearsAfter(instant: Date, years: number): Date {
  const later = new Date(instant);
  later.setUTCFullYear(instant.getUTCFullYear() + years);
  if (later.getUTCMonth() !== instant.getUTCMonth()) later.setUTCDate(0);
  return later;
}
