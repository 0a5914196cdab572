import { exactJson } from './exact-json.js';
import type { ReportLanguage, ReportType, SectionKind } from './section-kinds.js';

/** Something the reader of the figures should know; codes are those of `monitoring.warning_rows`. */
export interface ReportWarning {
  readonly code: string;
  readonly subject: string | null;
  readonly affected_count: number;
  readonly message: string;
}

/** Whose report it is, of what, for whom (`monitoring.report_head`). */
export interface ReportHead {
  readonly organization: string;
  readonly program: string;
  readonly project: string;
  readonly project_code: string;
  readonly location: string | null;
  readonly donor: string | null;
  readonly grant_ref: string | null;
  readonly grant_amount: string | null;
  readonly grant_currency: string | null;
  readonly title: string;
  readonly report_type: ReportType;
  readonly language: ReportLanguage;
  readonly start_date: string;
  readonly end_date: string;
  /** Values that nobody has approved are among the figures. */
  readonly provisional: boolean;
  readonly warnings: readonly ReportWarning[];
  /** The organization's picture of that name; kept with a publication, for that never changes. Absent or null = it has none. */
  readonly logo?: ReportLogo | null;
}

export interface ReportLogo {
  readonly media_type: string;
  readonly base64: string;
}

export type RowValue = string | number | boolean | null;
/** A row of a section, by the columns of `monitoring.section_<kind>`; decimals are texts. */
export type SectionRow = Readonly<Record<string, RowValue>>;

export interface ContentSection {
  readonly id: string;
  readonly order_index: number;
  readonly kind: SectionKind;
  /** Null = by its kind. */
  readonly title: string | null;
  readonly body: string | null;
  readonly rows: readonly SectionRow[];
}

/** Everything that a report says. */
export interface ReportContent {
  readonly head: ReportHead;
  readonly sections: readonly ContentSection[];
}

/** Members that hold figures with decimals, of whatever section. */
const DECIMALS: ReadonlySet<string> = new Set(
  (
    'grant_amount baseline target period_target period_actual period_exact actual actual_exact progress progress_exact value ' +
    'increment cumulative planned budgeted spent remaining percent_spent percent_exact'
  ).split(' '),
);

/** Reads what a publication keeps, or a draft shows, without losing a digit. */
export function readContent(text: string): ReportContent {
  return exactJson(text, DECIMALS) as ReportContent;
}
