import type { ComparedLabels } from '@galley/dataset';

/** Text by plural category of the language (`Intl.PluralRules`); `{n}` stands for the formatted count. */
export type PluralPhrase = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};

/** Everything a document says in its own name. One file per language; English is the fallback. */
export interface PhraseTable {
  readonly yes: string;
  readonly no: string;
  /** With `{page}`. */
  readonly page: string;
  /** With `{page}` and `{pages}`, in this order. */
  readonly page_of: string;
  /** Title of a list of sections with their pages. */
  readonly contents: string;
  readonly subtotal: string;
  readonly grand_total: string;
  readonly average: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly count: string;
  readonly distinct: string;
  readonly rows: PluralPhrase;
  readonly units: PluralPhrase;
  /** With `{rows}` and `{units}`, each already a phrase. */
  readonly rows_from_units: string;
  readonly complete: string;
  readonly incomplete: string;
  readonly generated: string;
  readonly parameters: string;
  readonly no_rows: string;
  /** In place of a chart without points. */
  readonly no_data: string;
  /** What a chart of the largest values calls the rest. */
  readonly others: string;
  readonly continued: string;
  readonly empty_value: string;
  readonly fingerprint: string;
  readonly warnings: string;
  /** With `{unit}` and `{reason}`. */
  readonly unit_failed: string;
  /** With `{rows}`. */
  readonly truncated: string;
  /** With `{names}`. */
  readonly ignored_filters: string;
  /** Of a report that is set against another. */
  readonly comparison: ComparedLabels & {
    /** With `{other}`: one of the phrases below. */
    readonly compared_with: string;
    readonly previous: string;
    readonly previous_year: string;
    /** With `{day}`. */
    readonly earlier_run: string;
    readonly other_filters: string;
  };
}
