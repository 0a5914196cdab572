/** What a section of a report shows, in the order in which donors expect them (ME-16). */
export const SECTION_KINDS = [
  'narrative',
  'logframe',
  'indicator_table',
  'indicator_chart',
  'activities',
  'participants',
  'budget',
  'annex',
] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

export const REPORT_TYPES = ['quarterly', 'annual', 'ad_hoc'] as const;
export type ReportType = (typeof REPORT_TYPES)[number];

export const REPORT_LANGUAGES = ['en', 'nb', 'fr', 'ar'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];
