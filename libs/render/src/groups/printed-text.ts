import { RowCells } from '@galley/dataset';
import { type DocumentInfo, formatPattern, parseTextTemplate } from '@galley/layout';
import type { OpenDataset } from '../pages/run-datasets.js';
import { RowScope } from './row-scope.js';

/** A text of the layout's author with the values that its names stand for. Throws `ExpressionError`. */
export function printedText(template: string, scope: RowScope): string {
  return parseTextTemplate(template).evaluate(scope, (value) =>
    formatPattern(value, { kind: 'general' }, scope),
  );
}

/** What texts see that are printed once over a dataset: its first row, which others may still read. */
export async function firstRowScope({ dataset, rows }: OpenDataset, info: DocumentInfo): Promise<RowScope> {
  const { columns } = dataset.header;
  const scope = new RowScope(columns, info);
  const row = await rows.firstRow();
  if (row === null) return scope;
  const cells = new RowCells(columns.length);
  cells.read(row, 0);
  scope.read(row, cells);
  return scope;
}
