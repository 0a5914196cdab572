import type { TotalRequest } from '@galley/dataset';
import type { z } from 'zod';
import type { ColumnDesign, GroupDesign, TableDesign } from '../../model/table-design.js';
import type { GridWords } from './matrix-grid.js';
import { phrasesFor } from '../../phrases/phrases.js';
import { chartOf } from './compile-chart.js';
import { matrixOf } from './compile-matrix.js';
import { styleOf } from './compile-style.js';
import { frameOf, listOf, type SectionPlace } from './compile-frame.js';
import { pointsOf, type total } from './content-parts.js';
import type { Formulas } from './formulas.js';
import type { ColumnContent, GroupContent, TableContent } from './json-content.js';
import { patternOf } from './pattern-of.js';

/** Lines of a cell in a document of several parts, where narratives stand beside figures. */
const PART_LINES = 12;

/** A table as designed; `place` is where it stands in the content, and in which language's words. */
export function tableOf(content: TableContent, formulas: Formulas, place: SectionPlace): TableDesign {
  const { pointer, locale } = place;
  const words: GridWords = {
    total: phrasesFor(locale).grand_total,
    start: place.start,
  };
  return {
    ...frameOf(content, formulas, place),
    source: content.dataset ?? null,
    columns: content.columns.map((one, at) => columnOf(one, formulas, `${pointer}/columns/${at}`)),
    groups: content.group_by.map((one, at) => groupOf(one, formulas, `${pointer}/group_by/${at}`)),
    totals: content.totals.map(totalOf),
    charts: content.charts.map((one, at) => ({
      at: one.at,
      height: pointsOf(one.height),
      design: chartOf(one, formulas, `${pointer}/charts/${at}`),
    })),
    matrices: content.matrices.map((one, at) => matrixOf(one, formulas, `${pointer}/matrices/${at}`, words)),
    notes: listOf(content.notes),
    show_rows: content.show_rows,
    max_lines: content.max_lines ?? (place.part ? PART_LINES : null),
    closing: content.closing ?? 'full',
  };
}

function columnOf(content: ColumnContent, formulas: Formulas, pointer: string): ColumnDesign {
  if (typeof content === 'string') return { ...PLAIN_COLUMN, field: content };
  const { field, label, width, align, format, style, when } = content;
  return {
    field,
    label: label ?? null,
    width: width === undefined ? null : pointsOf(width),
    align: align ?? null,
    format: format === undefined ? null : patternOf(format),
    style: style === undefined ? null : styleOf(style),
    when: when.map((one, at) => ({
      condition: formulas.expression(one.if, `${pointer}/when/${at}/if`),
      style: styleOf(one.style),
    })),
  };
}

const PLAIN_COLUMN: Omit<ColumnDesign, 'field'> = {
  label: null,
  width: null,
  align: null,
  format: null,
  style: null,
  when: [],
};

function groupOf(content: GroupContent, formulas: Formulas, pointer: string): GroupDesign {
  if (typeof content === 'string') {
    return { field: content, header: null, footer: null, page_break: false, sheet: false, totals: [] };
  }
  return {
    field: content.field,
    header: formulas.template(content.header, `${pointer}/header`),
    footer: formulas.template(content.footer, `${pointer}/footer`),
    page_break: content.page_break,
    sheet: content.sheet,
    totals: content.totals.map(totalOf).map(({ column, aggregate }) => ({ column, aggregate })),
  };
}

function totalOf(content: z.infer<typeof total>): TotalRequest {
  if (typeof content === 'string') return { column: content, aggregate: 'sum' };
  const { column, aggregate, as } = content;
  return { column, aggregate, ...(as !== undefined && { as }) };
}
