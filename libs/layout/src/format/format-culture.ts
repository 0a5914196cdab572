/** Whose customs a value is written in. */
export interface FormatCulture {
  /** BCP 47. */
  readonly locale: string;
  /** ISO 4217 code, or a sign that is shown as it is; null = figures without a sign. */
  readonly currency: string | null;
}
