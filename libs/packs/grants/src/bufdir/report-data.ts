/** The units of an organization as they stood when a report was created. Types and no interfaces, so that they are `Json`. */
export type HierarchyScope = {
  readonly organization_id: string;
  readonly region_ids: readonly string[];
  readonly local_association_ids: readonly string[];
  readonly units: readonly ScopeUnit[];
};

export type ScopeUnit = {
  readonly id: string;
  /** Null = nothing above it. */
  readonly parent_id: string | null;
  readonly kind: 'org' | 'region' | 'local';
  readonly code: string;
  readonly name: string;
  readonly county: string | null;
  readonly org_number: string | null;
  readonly member_count: number | null;
  /** Peer mentors registered with the unit, active ones; those of no unit count with the root. */
  readonly peer_mentor_count: number;
};

/** One entry of `validation_warnings` (BU-V-14). */
export interface ReportWarning {
  readonly code: string;
  readonly message: string;
  readonly severity: 'info' | 'warning';
  readonly affected_count: number;
}

/** Hours have two decimals, as text: minutes are added first and rounded once (BU-C-3). */
export interface Figures {
  readonly activities: number;
  readonly minutes: number;
  readonly hours: string;
  readonly mentor_hours: string;
  readonly participations: number;
  readonly unique_participants: number;
  readonly anonymous: number;
  readonly peer_mentors: number;
  readonly events: number;
  readonly countable_days: number;
}

/** `report_data`: what goes to Bufdir, and what every file is made of. Held to the JSON Schema of its version. */
export interface ReportData {
  readonly schema_version: string;
  readonly organization: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly org_number: string | null;
  };
  /** ISO dates, both included, in `timezone`. */
  readonly period: {
    readonly start: string;
    readonly end: string;
    readonly label: string;
    readonly timezone: string;
  };
  readonly totals: Figures;
  /** In the order of the schema; types of the schema without activities have zeros, `other` stands only where it is needed. */
  readonly activity_types: readonly (Figures & { readonly key: string; readonly label: string })[];
  readonly contact_categories: readonly {
    readonly code: string | null;
    readonly label: string;
    readonly participations: number;
    readonly unique_participants: number;
  }[];
  readonly regions: readonly (Figures & {
    readonly unit_id: string;
    readonly name: string;
    readonly activity_types: readonly (Figures & { readonly key: string })[];
  })[];
  readonly local_associations: readonly (Figures & {
    readonly unit_id: string;
    readonly region_id: string | null;
    readonly name: string;
  })[];
  readonly countable_days: {
    readonly total: number;
    readonly by_reason: readonly {
      readonly reason: string;
      readonly label: string;
      readonly activities: number;
    }[];
    readonly excluded: readonly { readonly activity_id: string; readonly reason: string }[];
  };
  readonly registered: {
    readonly peer_mentors: number;
    readonly regions: number;
    readonly local_associations: number;
    /** Counties in which local associations are; null = stated of none. */
    readonly counties: number | null;
    readonly members: number | null;
  };
  readonly hierarchy: readonly ScopeUnit[];
}
