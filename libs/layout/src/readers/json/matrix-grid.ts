import type { Expression, TextTemplate } from '../../expressions/contract.js';
import { parseTextTemplate } from '../../expressions/parse-text-template.js';
import type { HorizontalAlign, MatrixGrid, TableCell, ValuePattern } from '../../model/index.js';
import { line, ruled, textAt } from '../../model/plain-objects.js';
import { letters, paletteOf } from '../document/palette.js';

export interface GridMeasure {
  readonly value: Expression;
  readonly label: string;
  readonly format: ValuePattern;
}

export interface GridLevel extends GridMeasure {
  readonly hasTotal: boolean;
}

/** What follows from the language of a document. */
export interface GridWords {
  /** What totals are called. */
  readonly total: string;
  /** Where lines begin. */
  readonly start: 'left' | 'right';
}

export interface GridContent extends GridWords {
  readonly title: string | null;
  /** Levels, outermost first. */
  readonly rows: readonly GridLevel[];
  readonly columns: readonly GridLevel[];
  readonly measures: readonly GridMeasure[];
}

const SIZE = 8;
const ROW = 15;
const COLUMN = 60;
const LEAST = 30;
const MOST = 220;
const PALETTE = paletteOf(null);
const HAIRLINE = line(PALETTE.hairline, 0.5);

type Role = 'title' | 'head' | 'value' | 'total';

/**
 * The template table of a crosstab: titles, one row per column level, the names of several measures, then one row per row
 * level's value and totals, innermost first. What a span covers is filled with empty cells.
 */
export function matrixGrid(content: GridContent): MatrixGrid {
  const { rows, columns, measures, title, start } = content;
  const width = rows.length + bodySize(columns) * measures.length;
  const named = measures.length > 1;
  const heads = columns.length + (named ? 1 : 0);
  const cells: (TableCell | undefined)[][] = Array.from({ length: heads + bodySize(rows) }, () => []);
  const put = (row: number, column: number, cell: TableCell): void => {
    (cells[row] ??= [])[column] = cell;
  };
  rows.forEach((level, at) => put(0, at, plain(level.label, 'head', start, 1, heads)));
  headsOf(columns, heads - (named ? 1 : 0), measures.length, (head) => {
    const text = head.level === null ? parseTextTemplate(content.total) : valueText(head.level);
    put(
      head.depth,
      rows.length + head.at * measures.length,
      cellOf(
        text,
        head.level === null ? 'total' : 'head',
        'center',
        head.level?.format,
        head.size,
        head.deep,
      ),
    );
  });
  if (named) {
    for (let at = 0; at < bodySize(columns) * measures.length; at++) {
      put(heads - 1, rows.length + at, plain(measures[at % measures.length]?.label ?? '', 'head', 'right'));
    }
  }
  headsOf(rows, rows.length, 1, (head) => {
    const text = head.level === null ? parseTextTemplate(content.total) : valueText(head.level);
    put(
      heads + head.at,
      head.depth,
      cellOf(text, head.level === null ? 'total' : 'head', start, head.level?.format, head.deep, head.size),
    );
  });
  for (let row = 0; row < bodySize(rows); row++) {
    for (let column = 0; column < bodySize(columns) * measures.length; column++) {
      const measure = measures[column % measures.length];
      const role = row > 0 || column >= measures.length ? 'total' : 'value';
      if (measure)
        put(heads + row, rows.length + column, cellOf(valueText(measure), role, 'right', measure.format));
    }
  }
  const titles = title === null ? [] : [[plain(title, 'title', start, width)]];
  return {
    columns: Array.from({ length: width }, () => ({ width: COLUMN, auto_size: true, min: LEAST, max: MOST })),
    rows: [...titles, ...cells].map((row) => ({
      height: ROW,
      auto_size: true,
      cells: Array.from({ length: width }, (_, at) => row[at] ?? plain('', 'head', 'left')),
    })),
  };
}

/** Places of a body along one axis: the innermost value, then a total for each level that has one. */
function bodySize(levels: readonly GridLevel[]): number {
  return 1 + levels.filter(({ hasTotal }) => hasTotal).length;
}

interface Head {
  /** Null for a total. */
  readonly level: GridLevel | null;
  /** Level from outside. */
  readonly depth: number;
  /** Place in the body. */
  readonly at: number;
  /** Places it covers along the axis, in columns of the table. */
  readonly size: number;
  /** Levels it covers. */
  readonly deep: number;
}

/** The heads of one axis: each level's value over all places inside it, and beside it its total. */
function headsOf(
  levels: readonly GridLevel[],
  depths: number,
  unit: number,
  put: (head: Head) => void,
): void {
  levels.forEach((level, depth) => {
    const inside = bodySize(levels.slice(depth + 1));
    put({ level, depth, at: 0, size: inside * unit, deep: 1 });
    if (level.hasTotal) put({ level: null, depth, at: inside, size: unit, deep: depths - depth });
  });
}

function valueText({ value }: GridMeasure): TextTemplate {
  return parseTextTemplate(`[${value.text}]`);
}

function plain(
  words: string,
  role: Role,
  align: HorizontalAlign,
  columnSpan: number = 1,
  rowSpan: number = 1,
): TableCell {
  return cellOf(parseTextTemplate(words, LITERAL), role, align, undefined, columnSpan, rowSpan);
}

/** Brackets that no label holds: labels are no expressions. */
const LITERAL: [string, string] = ['\u0001', '\u0002'];

function cellOf(
  text: TextTemplate,
  role: Role,
  align: HorizontalAlign,
  format: ValuePattern = { kind: 'general' },
  columnSpan: number = 1,
  rowSpan: number = 1,
): TableCell {
  const isHead = role === 'head' || role === 'title';
  const box =
    role === 'title' ? {} : { box: ruled({ bottom: HAIRLINE }, role === 'value' ? undefined : PALETTE.tint) };
  return {
    column_span: columnSpan,
    row_span: rowSpan,
    objects: [],
    text: textAt(
      '',
      { left: 0, top: 0, width: COLUMN, height: ROW },
      {
        text,
        font: letters(role === 'title' ? SIZE + 1.5 : SIZE, role !== 'value'),
        color: isHead ? PALETTE.accent : PALETTE.ink,
        align: align === 'justify' ? 'left' : align,
        vertical: 'center',
        padding: { left: 4, top: 2, right: 4, bottom: 2 },
        format,
        wrap: true,
      },
      { can_grow: true, ...box },
    ),
  };
}
