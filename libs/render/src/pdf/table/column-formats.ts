import type { Column } from '@galley/dataset';
import { type TableLayout, type ValueFormat, valueFormat, withFractionDigits } from '@galley/layout';

/** The formats of a dataset's columns by position, with the fraction digits that the layout found for those it shows. */
export function columnFormats(
  columns: readonly Column[],
  layout: TableLayout,
  locale: string,
): ReadonlyMap<number, ValueFormat> {
  const digits = new Map(layout.columns.map((column) => [column.index, column.fraction_digits]));
  return new Map(
    columns.map((column, index) => [
      index,
      withFractionDigits(valueFormat(column, locale), digits.get(index) ?? 0),
    ]),
  );
}
