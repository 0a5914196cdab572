import type { Dataset, Json, TotalRequest, Totals } from '@galley/dataset';
import { Decimal } from 'decimal.js';

export type CellValue = string | number | boolean | null;
export type ReportRow = Readonly<Record<string, CellValue>>;

/** A report in the format JSON: the dataset, and how it was asked for. */
export interface JsonReport extends Omit<Dataset, 'rows'> {
  readonly rows: readonly ReportRow[];
  readonly options: { readonly totals?: readonly TotalRequest[]; readonly group_by?: readonly string[] };
}

export function readJsonReport(bytes: Buffer): JsonReport {
  return JSON.parse(bytes.toString('utf8')) as JsonReport;
}

/** The figures of totals, those per currency one by one. */
export function figuresOf(totals: Totals): string[] {
  return Object.values(totals).flatMap((total) => Object.values(perCurrency(total)));
}

/** A total by currency; one without stands under ''. What is null is no figure. */
export function perCurrency(total: Json | undefined): Readonly<Record<string, string>> {
  const byCurrency = typeof total === 'object' && total !== null ? total : { '': total ?? null };
  const figures = Object.entries(byCurrency).filter(([, figure]) => figure !== null);
  return Object.fromEntries(figures.map(([currency, figure]) => [currency, String(figure)]));
}

/** A total computed anew from the texts of a column; texts may be empty. */
export function totalOf(texts: readonly string[], aggregate: string): string {
  const given = texts.filter((text) => text !== '');
  if (aggregate === 'count') return String(given.length);
  if (aggregate === 'count_distinct') return String(new Set(given).size);
  if (aggregate !== 'sum') throw new Error(`no rule for ${aggregate}`);
  const scale = Math.max(0, ...given.map((text) => text.split('.')[1]?.length ?? 0));
  return given.reduce((sum, text) => sum.plus(text), new Decimal(0)).toFixed(scale);
}

/** A number as the English locale writes it, to the last digit. */
export function inEnglish(value: string): string {
  const [whole = '', fraction] = value.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
