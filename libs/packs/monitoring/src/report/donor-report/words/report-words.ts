import type { ReportType, SectionKind } from '../section-kinds.js';

/** Names of the columns that sections show. */
export const COLUMN_NAMES = [
  'results_chain',
  'indicator',
  'unit',
  'baseline',
  'baseline_year',
  'target',
  'target_year',
  'actual',
  'period_target',
  'period_actual',
  'progress',
  'light',
  'comment',
  'means_of_verification',
  'assumptions',
  'period',
  'value',
  'increment',
  'cumulative',
  'narrative',
  'activity',
  'result',
  'location',
  'start_date',
  'end_date',
  'status',
  'planned',
  'done',
  'participants',
  'attendances',
  'dimension',
  'category',
  'direct',
  'indirect',
  'new_people',
  'currency',
  'budget_line',
  'budgeted',
  'spent',
  'remaining',
  'percent_spent',
  'title',
  'description',
  'url',
  'subject',
  'message',
] as const;
export type ColumnName = (typeof COLUMN_NAMES)[number];

/** Codes of warnings that have words of their own; of others the records' own message is shown. */
export type WarningCode =
  | 'PERIOD_PARTIAL'
  | 'UNAPPROVED_INCLUDED'
  | 'UNAPPROVED_LEFT_OUT'
  | 'DIVISION_BY_ZERO'
  | 'PERCENT_NEEDS_DENOMINATOR'
  | 'OUT_OF_RANGE'
  | 'SEVERAL_CURRENCIES';

type Named<Name extends string> = Readonly<Record<Name, string>>;

/** Everything that a report says in its own name, in one language. */
export interface ReportWords {
  readonly contents: string;
  readonly no_data: string;
  readonly remarks: string;
  /** Across a report that is not what was published, and one with figures that nobody has approved. */
  readonly draft: string;
  readonly provisional: string;
  readonly provisional_note: string;
  /** Between two things that are said, and between a name and what bears it; with the blanks of the language. */
  readonly comma: string;
  readonly colon: string;
  readonly facts: Named<
    'donor' | 'grant_ref' | 'grant' | 'program' | 'project' | 'location' | 'revision' | 'sha256'
  >;
  readonly report_types: Named<ReportType>;
  readonly sections: Named<SectionKind>;
  readonly columns: Named<ColumnName>;
  readonly lights: Named<'green' | 'amber' | 'red' | 'grey'>;
  readonly levels: Named<'impact' | 'outcome' | 'output'>;
  readonly activity_statuses: Named<'planned' | 'ongoing' | 'completed' | 'cancelled'>;
  readonly sexes: Named<'female' | 'male' | 'other' | 'unknown'>;
  readonly unknown_age: string;
  readonly dimensions: Named<'total' | 'sex' | 'age' | 'sex_age'>;
  readonly total: string;
  readonly warnings: Named<WarningCode>;
  /** Of the page that everybody reads who knows its address. */
  readonly page: Named<'download' | 'pdf' | 'excel' | 'json' | 'available_until'>;
}
