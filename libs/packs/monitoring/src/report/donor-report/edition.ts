import type { ReportContent } from './report-content.js';

/** A report as somebody gets to see it. */
export interface ReportEdition {
  readonly content: ReportContent;
  /** Null = a draft, as the records stand now. */
  readonly publication: {
    readonly revision: number;
    readonly sha256: string;
    /** UTC ISO-8601. */
    readonly published_at: string;
  } | null;
}

/** BCP 47 locales in which figures and dates of the languages are written. */
export const LOCALES = { en: 'en-GB', nb: 'nb-NO', fr: 'fr-FR', ar: 'ar' } as const;

/** What a report says of itself, with days, instants and figures as its language writes them. */
export interface Said {
  /** First and last day. */
  readonly period: string;
  /** Null = a draft. */
  readonly published: string | null;
  /** Amount and currency; null where none is known. */
  readonly grant: string | null;
  /** Which edition it is, in one line. */
  readonly edition: string;
}
