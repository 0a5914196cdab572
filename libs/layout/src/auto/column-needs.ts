import type { Column, TextRow, TotalRequest } from '@galley/dataset';
import { formatValue, type ValueFormat, withFractionDigits } from '../format/value-format.js';
import type { MeasureText } from './measure-text.js';

/** What a column asks for, in thousandths of the font size. */
export interface ColumnNeeds {
  readonly index: number;
  readonly column: Column;
  readonly label: string;
  /** Below this the column is not legible: figures are never wrapped, words should not be. */
  readonly least: number;
  /** Holds nearly all values on one line, though the label may take two. */
  readonly values: number;
  /** Holds nearly all values, and a short label, on one line. */
  readonly natural: number;
  readonly isText: boolean;
  readonly isNumber: boolean;
  readonly fractionDigits: number;
  /** Points that the layout's author gives it, paddings included; null = as the values need. */
  readonly fixed: number | null;
}

const MAX_NATURAL = 30_000;
const MAX_LABEL_WORD = 8_000;
const MIN_TEXT = 5_000;
const MAX_WORD = 12_000;
/** Room for a word of eight letters: rows after the sample say `cylinder` where it says `kg`. */
const UNSEEN_WORD = 4_200;
const MIN_COLUMN = 1_500;
/** Two more digits than any sampled value, for the total below it. */
const TOTAL_SLACK = 1_450;
const SHORT_LABEL = 14;
const MAX_MEASURED = 200;
/** The widest value counts unless it is that much wider than nearly all others. */
const MAX_OUTLIER = 1.25;
/** Numbers of documents are read as one word; longer ones (UUIDs) may break at their hyphens. */
const MAX_CODE = 24;

/** What is measured of one column: its place in the rows, how it is written, the width it is given. */
export interface ShownColumn {
  readonly index: number;
  readonly column: Column;
  readonly format: ValueFormat;
  readonly fixed: number | null;
}

/** Measures label and sample of one column. */
export function columnNeeds(
  { index, column, format: plain, fixed }: ShownColumn,
  sample: readonly TextRow[],
  totals: readonly TotalRequest[],
  measure: MeasureText,
): ColumnNeeds {
  const digits = fractionDigits(sample, index, plain);
  const format = withFractionDigits(plain, digits);
  const values = sample.flatMap((row) => {
    const text = row[index] ?? null;
    return text === null ? [] : [formatValue(text.slice(0, MAX_MEASURED), format)];
  });
  const widths = values.map((value) => measure(value, false)).sort((a, b) => a - b);
  const label = column.label || column.name;
  const labelWidth = measure(label, true);
  const labelWord = Math.min(longestWord([label], measure, true), MAX_LABEL_WORD);
  const header =
    label.length <= SHORT_LABEL ? Math.max(labelWidth, MIN_COLUMN) : Math.max(labelWord, labelWidth / 2);
  const isText = format.kind === 'text' && column.type !== 'uuid';
  const common = {
    index,
    column,
    label,
    isText: format.kind === 'text',
    isNumber: format.kind === 'number',
    fractionDigits: digits,
    fixed,
  };
  if (isText || format.kind === 'text') {
    const typical = quantile(widths, 0.95);
    const widest = widths.at(-1) ?? 0;
    const most = Math.min(widest <= typical * MAX_OUTLIER ? widest : typical, MAX_NATURAL);
    const seen = Math.min(longestWord(values, measure, false), MAX_WORD);
    const word = values.some(isWord) ? Math.max(seen, UNSEEN_WORD) : seen;
    const natural = Math.max(header, most, word);
    const wanted = Math.max(labelWord, most, word);
    return {
      ...common,
      natural,
      values: wanted,
      least: Math.max(labelWord, Math.min(natural, Math.max(word, MIN_TEXT))),
    };
  }
  const hasTotal = totals.some((total) => total.column === column.name);
  const widest = (widths.at(-1) ?? 0) + (hasTotal && common.isNumber ? TOTAL_SLACK : 0);
  const least = Math.max(labelWord, widest, MIN_COLUMN);
  return { ...common, natural: Math.max(header, least), values: least, least };
}

/** Words come in any length; codes in capitals and digits (THB, T01) are as long as those of the sample. */
function isWord(text: string): boolean {
  return /[\p{Ll}\p{Lo}]/u.test(text);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function longestWord(texts: readonly string[], measure: MeasureText, isBold: boolean): number {
  let widest = 0;
  for (const text of texts) {
    for (const word of text.split(/[\s,]+/)) {
      const parts = word.length > MAX_CODE ? word.split(/[-/]/) : [word];
      for (const part of parts) widest = Math.max(widest, measure(part, isBold));
    }
  }
  return widest;
}

/** Fraction digits shown: the scale, or the most that the sample holds. */
function fractionDigits(sample: readonly TextRow[], index: number, format: ValueFormat): number {
  if (format.kind !== 'number' || format.write) return 0;
  let most = format.style.minFraction;
  for (const row of sample) {
    const whole = row[index] ?? '';
    const text = format.style.dropsZeros ? whole.replace(/0+$/, '') : whole;
    const dot = text.indexOf('.');
    if (dot >= 0 && !/e/i.test(text)) most = Math.max(most, text.length - dot - 1);
  }
  return most;
}
