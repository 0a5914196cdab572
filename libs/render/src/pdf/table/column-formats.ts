import type { Column } from '@galley/dataset';
import {
  designedFormat,
  type DocumentInfo,
  type TableLayout,
  type ValueFormat,
  withFractionDigits,
} from '@galley/layout';

/** The formats of a dataset's columns by position, as the layout writes those it shows. */
export function columnFormats(
  columns: readonly Column[],
  layout: TableLayout,
  { locale, currency = null }: DocumentInfo,
): ReadonlyMap<number, ValueFormat> {
  const shown = new Map(layout.columns.map((column) => [column.index, column]));
  return new Map(
    columns.map((column, index) => {
      const { design = null, fraction_digits = 0 } = shown.get(index) ?? {};
      const format = designedFormat(column, design?.format ?? null, { locale, currency });
      return [index, withFractionDigits(format, fraction_digits)];
    }),
  );
}
