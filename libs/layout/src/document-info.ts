/** What a document says about itself besides its rows. Texts are already in the document's language. */
export interface DocumentInfo {
  readonly title: string;
  readonly subtitle: string | null;
  readonly organization: string;
  /** The filters and parameters that were applied, in dialog order. */
  readonly parameters: readonly { readonly label: string; readonly value: string }[];
  /**
   * What a layout may call by name: filters and parameters of the run as PostgreSQL writes them (lists joined by `, `),
   * `bu_code` and `bu_name` of a run over one business unit, `copy_number` and `copy_count` of a print.
   */
  readonly values?: Readonly<Record<string, string | null>>;
  /** ISO 4217: what the units of the run have in common; null or absent = figures without a sign. */
  readonly currency?: string | null;
  /** BCP 47. */
  readonly locale: string;
  /** IANA. */
  readonly timezone: string;
  /** The instant the figures were taken, UTC ISO-8601; printed in `timezone`. Fixed input gives fixed bytes. */
  readonly generated_at: string;
  readonly template: { readonly id: string | null; readonly name: string; readonly version: number | null };
  /** The run's own options, repeated in the JSON form. */
  readonly options: Readonly<Record<string, unknown>>;
}
