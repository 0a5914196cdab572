/** How a value is written. What a pattern leaves open follows the document's locale. */
export type ValuePattern =
  | { readonly kind: 'general' }
  | NumberFormat
  /** A .NET date pattern, standard (`d`, `D`, `g`, `t` …) or custom (`dd.MM.yyyy`). */
  | { readonly kind: 'date' | 'time'; readonly pattern: string | null }
  | { readonly kind: 'boolean'; readonly yes: string | null; readonly no: string | null }
  /** A .NET custom number or date pattern: `#,##0.00;(#,##0.00)`, `N2`, `yyyy-MM`. */
  | { readonly kind: 'custom'; readonly pattern: string };

/** Figures are rounded half away from zero. Per cent takes a share: 0.83 is written as 83 %. */
export interface NumberFormat {
  readonly kind: 'number' | 'currency' | 'percent';
  /** Null = the locale's. */
  readonly digits: number | null;
  readonly decimal: string | null;
  readonly group: string | null;
  /** ISO 4217 code or sign; null = the document's currency. */
  readonly currency: string | null;
  /** .NET pattern numbers; null = the locale's. */
  readonly positive: number | null;
  readonly negative: number | null;
}
