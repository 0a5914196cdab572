export type SummaryLevel =
  'organization' | 'type' | 'category' | 'region' | 'region_type' | 'local_association';

/**
 * Rows of the builder `grants.activity_summary`. Every figure is computed at its own level, never added up from the levels below:
 * people are counted once.
 */
export interface SummaryRow {
  readonly level: SummaryLevel;
  /** Of levels region, region_type (the region) and local_association. */
  readonly unit_id: string | null;
  /** Of levels type and region_type: key of the schema, `other` where nothing maps it. */
  readonly type_key: string | null;
  /** Of level category, whose other figures are those of the lines they took part in; null there = people without one. */
  readonly category_code: string | null;
  readonly activities: number;
  readonly minutes: number;
  /** Minutes times mentors. */
  readonly mentor_minutes: number;
  /** People as often as they took part, unknown ones included. */
  readonly participations: number;
  readonly unique_participants: number;
  /** Of the participations: those of people nobody knows. */
  readonly anonymous: number;
  readonly peer_mentors: number;
  readonly events: number;
  readonly countable_days: number;
}

/** Rows of the builder `grants.activity_lines`; the columns of `grants.bufdir_report_line`. */
export interface ActivityLine {
  readonly kind: 'activity' | 'event';
  readonly source_id: string;
  readonly unit_id: string;
  readonly region_id: string | null;
  readonly type: string | null;
  readonly type_key: string | null;
  /** ISO date in the organization's zone. */
  readonly local_date: string;
  readonly minutes: number;
  readonly mentor_ids: readonly string[];
  readonly person_keys: readonly string[];
  readonly person_categories: readonly string[];
  readonly participations: number;
  readonly anonymous: number;
  readonly events: number;
  readonly is_countable: boolean;
  readonly exclusion_reason: string | null;
}

/** Rows of the builder `grants.report_findings`: what the records of a period lack. */
export interface Finding {
  readonly code: string;
  readonly severity: 'info' | 'warning';
  readonly affected_count: number;
  /** What it is about, such as a type of activity; null = the period as a whole. */
  readonly subject: string | null;
}

/** Rows of the builder `grants.report_labels`: what an organization prints. At most one of a kind and key. */
export interface ReportLabel {
  readonly kind: 'activity_type' | 'contact_category';
  /** Key of the schema (`one_to_one` …), or the code of a contact category. */
  readonly key: string;
  readonly label: string;
}
