import type { Column } from '@galley/dataset';
import { LayoutError } from '../layout-error.js';
import type { ColumnDesign, TableDesign } from '../model/table-design.js';
import type { TableGroup } from '../table-layout.js';
import type { ShownColumn } from './column-needs.js';
import { designedFormat } from './designed-format.js';

export interface DesignedColumn extends ShownColumn {
  readonly design: ColumnDesign | null;
}

interface Wishes {
  readonly design?: TableDesign;
  readonly currency?: string | null;
}

/**
 * The columns of a table in their order: those its author names, else all but the grouped ones. A named column that a run
 * left out of its dataset is not shown. Throws `LayoutError` `layout-data-missing` when none is left.
 */
export function shownColumns(
  columns: readonly Column[],
  groups: readonly TableGroup[],
  { design, currency = null }: Wishes,
  locale: string,
): DesignedColumn[] {
  const culture = { locale, currency };
  if (!design || design.columns.length === 0) {
    const grouped = new Set(groups.map((group) => group.index));
    return columns.flatMap((column, index) => {
      if (grouped.has(index)) return [];
      return [{ index, column, format: designedFormat(column, null, culture), fixed: null, design: null }];
    });
  }
  const shown = design.columns.flatMap((one): DesignedColumn[] => {
    const index = columns.findIndex((column) => column.name === one.field);
    const column = columns[index];
    if (!column) return [];
    const labelled = one.label === null ? column : { ...column, label: one.label };
    const format = designedFormat(column, one.format, culture);
    return [{ index, column: labelled, format, fixed: one.width, design: one }];
  });
  if (shown.length > 0) return shown;
  const names = design.columns.map(({ field }) => field).join(', ');
  throw new LayoutError(
    'layout-data-missing',
    `The dataset has none of the columns that the layout shows: ${names}.`,
  );
}
