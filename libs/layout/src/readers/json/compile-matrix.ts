import type { Expression } from '../../expressions/contract.js';
import type { MatrixLevel, MatrixMeasure } from '../../model/matrix.js';
import type { MatrixDesign } from '../../model/objects.js';
import type { Formulas } from './formulas.js';
import type { LevelContent, MatrixContent, MeasureContent } from './matrix-content.js';
import { humanized } from './humanized.js';
import { type GridLevel, type GridMeasure, type GridWords, matrixGrid } from './matrix-grid.js';
import { figurePatternOf } from './pattern-of.js';

type Value = { readonly field?: string | undefined; readonly expression?: string | undefined };

/** A crosstab as designed; `pointer` is where it stands in the content. */
export function matrixOf(
  content: MatrixContent,
  formulas: Formulas,
  pointer: string,
  words: GridWords,
): MatrixDesign {
  const rows = content.rows.map((one, at) => levelOf(one, formulas, `${pointer}/rows/${at}`));
  const columns = content.columns.map((one, at) => levelOf(one, formulas, `${pointer}/columns/${at}`));
  const measures = content.measures.map((one, at) => measureOf(one, formulas, `${pointer}/measures/${at}`));
  return {
    source: content.dataset ?? null,
    filter: content.filter === undefined ? null : formulas.expression(content.filter, `${pointer}/filter`),
    rows: rows.map(({ level }) => level),
    columns: columns.map(({ level }) => level),
    measures: measures.map(({ measure }) => measure),
    measures_side_by_side: true,
    show_title: content.title !== undefined,
    grid: matrixGrid({
      title: content.title ?? null,
      ...words,
      rows: rows.map(({ cell }) => cell),
      columns: columns.map(({ cell }) => cell),
      measures: measures.map(({ cell }) => cell),
    }),
    auto_size: true,
    repeat_headers: true,
    flow: 'down',
    even_style_priority: 'rows',
  };
}

function levelOf(
  content: LevelContent,
  formulas: Formulas,
  pointer: string,
): { level: MatrixLevel; cell: GridLevel } {
  const written =
    typeof content === 'string' ? { field: content, sort: 'asc' as const, total: true } : content;
  const value = valueOf(written, formulas, pointer);
  const { sort, total } = written;
  const { label = nameOf(written), format } = typeof content === 'string' ? {} : content;
  return {
    level: { value, sort, has_total: total, totals_first: false, page_break: false },
    cell: { value, label, format: figurePatternOf(format ?? 'text'), hasTotal: total },
  };
}

function measureOf(
  content: MeasureContent,
  formulas: Formulas,
  pointer: string,
): { measure: MatrixMeasure; cell: GridMeasure } {
  const written =
    typeof content === 'string'
      ? { field: content, aggregate: 'sum' as const, percent_of: 'none' as const }
      : content;
  const value = valueOf(written, formulas, pointer);
  const { aggregate, percent_of } = written;
  const { label = nameOf(written), format } = typeof content === 'string' ? {} : content;
  const fallback = percent_of !== 'none' ? 'P1' : aggregate.startsWith('count') ? 'integer' : 'N2';
  return {
    measure: { value, aggregate, percent_of },
    cell: { value, label, format: figurePatternOf(format ?? fallback) },
  };
}

function valueOf({ field, expression }: Value, formulas: Formulas, pointer: string): Expression {
  return field === undefined
    ? formulas.expression(expression ?? '', `${pointer}/expression`)
    : formulas.column(field);
}

function nameOf({ field }: Value): string {
  return humanized(field ?? '');
}
