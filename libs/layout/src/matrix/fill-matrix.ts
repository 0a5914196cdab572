import type { Scope, Value } from '../expressions/contract.js';
import { writtenValue } from '../format/text-content.js';
import type { MatrixDesign, TableCell } from '../model/objects.js';
import type { FilledCell, FilledColumn, FilledGrid, FilledRow } from './filled-grid.js';
import { type HeaderPlace, headerPlaces } from './header-places.js';
import { type AxisHeader, innermost } from './matrix-axis.js';
import type { MatrixFigures } from './matrix-figures.js';
import { type TemplateAxis, type TemplateShape, templateShape } from './template-shape.js';
import { totalLines } from './total-lines.js';
import { templateCell, templateColumn, templateRow } from './template-cells.js';

/** Lays out the figures as the template says. Captions and totals' names are evaluated in `scope`, values are formatted. */
export function fillMatrix(design: MatrixDesign, figures: MatrixFigures, scope: Scope): FilledGrid {
  return new MatrixWriter(design, figures, scope).grid();
}

type Span = Pick<FilledCell, 'column_span' | 'row_span'>;
const ONE: Span = { column_span: 1, row_span: 1 };

class MatrixWriter {
  private readonly shape: TemplateShape;
  private readonly headers: { readonly columns: readonly AxisHeader[]; readonly rows: readonly AxisHeader[] };
  private readonly across: readonly AxisHeader[];
  private readonly down: readonly AxisHeader[];
  private readonly columnPlaces: readonly HeaderPlace[];
  private readonly rowPlaces: readonly HeaderPlace[];
  private readonly cells: FilledCell[] = [];

  constructor(
    private readonly design: MatrixDesign,
    private readonly figures: MatrixFigures,
    private readonly scope: Scope,
  ) {
    this.shape = templateShape(design);
    this.headers = { columns: figures.columns.headers(), rows: figures.rows.headers() };
    this.across = innermost(this.headers.columns);
    this.down = innermost(this.headers.rows);
    this.columnPlaces = [...headerPlaces(this.headers.columns, this.shape.columns.lines)];
    this.rowPlaces = [...headerPlaces(this.headers.rows, this.shape.rows.lines)];
  }

  grid(): FilledGrid {
    const columns = this.gridColumns();
    const rows = this.gridRows();
    this.title(columns.length);
    this.corner();
    for (const place of this.columnPlaces) this.columnHeader(place);
    for (const place of this.rowPlaces) this.rowHeader(place);
    this.captions();
    this.values();
    const { header_rows, header_columns } = this.shape;
    const cells = this.cells.sort((a, b) => a.row - b.row || a.column - b.column);
    return {
      columns,
      rows,
      cells,
      fixed_rows: header_rows,
      fixed_columns: header_columns,
      total_rows: totalLines(this.headers.rows, this.shape.rows.lines, header_rows),
      total_columns: totalLines(this.headers.columns, this.shape.columns.lines, header_columns),
    };
  }

  private gridColumns(): readonly FilledColumn[] {
    const { header_columns, columns } = this.shape;
    const { grid, auto_size } = this.design;
    const breaks = breaksOf(this.columnPlaces, this.design.columns);
    const places = linePlaces(this.across, columns).map((place, at) =>
      templateColumn(grid, place, auto_size, breaks.has(at)),
    );
    return [...range(header_columns).map((at) => templateColumn(grid, at, auto_size, false)), ...places];
  }

  private gridRows(): readonly FilledRow[] {
    const { header_rows, rows } = this.shape;
    const { grid, auto_size } = this.design;
    const breaks = breaksOf(this.rowPlaces, this.design.rows);
    const places = linePlaces(this.down, rows).map((place, at) =>
      templateRow(grid, place, auto_size, breaks.has(at)),
    );
    return [...range(header_rows).map((at) => templateRow(grid, at, auto_size, false)), ...places];
  }

  /** A cell of its own above the row headers, unless the template lets it reach over the columns too. */
  private title(width: number): void {
    const { title_rows, header_columns } = this.shape;
    if (title_rows === 0) return;
    const first = this.template(0, 0);
    const isWhole = width === header_columns || first.column_span > header_columns;
    this.caption(0, 0, first, { row_span: 1, column_span: isWhole ? width : header_columns });
    if (isWhole) return;
    const span = { row_span: 1, column_span: width - header_columns };
    this.caption(0, header_columns, this.template(0, header_columns), span);
  }

  private corner(): void {
    const { title_rows, header_rows, header_columns } = this.shape;
    const span = { row_span: header_rows - title_rows, column_span: 1 };
    for (const column of range(header_columns)) {
      this.caption(title_rows, column, this.template(title_rows, column), span);
    }
  }

  private columnHeader({ header, at, length, is_even }: HeaderPlace): void {
    const { title_rows, header_columns, columns } = this.shape;
    const row = title_rows + header.level;
    const span = { column_span: length, row_span: header.is_total ? columns.levels - header.level : 1 };
    this.header(header, row, header_columns + at, this.template(row, lineOf(header, columns)), span, is_even);
  }

  private rowHeader({ header, at, length, is_even }: HeaderPlace): void {
    const { header_rows, rows } = this.shape;
    const span = { row_span: length, column_span: header.is_total ? rows.levels - header.level : 1 };
    const template = this.template(lineOf(header, rows), header.level);
    this.header(header, header_rows + at, header.level, template, span, is_even);
  }

  /** Names of several measures, beside or above their values. */
  private captions(): void {
    const { has_captions, header_rows, header_columns, columns, rows } = this.shape;
    if (!has_captions) return;
    if (this.design.measures_side_by_side) {
      linePlaces(this.across, columns).forEach((place, at) => {
        const row = header_rows - 1;
        this.caption(row, header_columns + at, this.template(row, place), ONE);
      });
      return;
    }
    linePlaces(this.down, rows).forEach((place, at) => {
      const column = header_columns - 1;
      this.caption(header_rows + at, column, this.template(place, column), ONE);
    });
  }

  private values(): void {
    const { header_rows, header_columns, rows, columns } = this.shape;
    const byRows = this.design.even_style_priority === 'rows';
    this.down.forEach((down, rowAt) => {
      this.across.forEach((across, columnAt) => {
        const is_even = (byRows ? rowAt : columnAt) % 2 === 1;
        for (const measure of this.design.measures.keys()) {
          const [right, below] = columns.lines > 1 ? [measure, 0] : [0, measure];
          const template = this.template(lineOf(down, rows) + below, lineOf(across, columns) + right);
          const value = this.figures.value(down, across, measure);
          const row = header_rows + rowAt * rows.lines + below;
          const column = header_columns + columnAt * columns.lines + right;
          this.cells.push({
            row,
            column,
            ...ONE,
            template,
            value,
            text: this.written(template, value),
            is_even,
          });
        }
      });
    });
  }

  private header(
    header: AxisHeader,
    row: number,
    column: number,
    template: TableCell,
    span: Span,
    is_even: boolean,
  ): void {
    if (header.is_total || header.node.id === 0) return this.caption(row, column, template, span, is_even);
    const { value } = header.node;
    this.cells.push({ row, column, ...span, template, value, text: this.written(template, value), is_even });
  }

  private caption(row: number, column: number, template: TableCell, span: Span, is_even = false): void {
    const text = template.text.text.evaluate(this.scope, (value) => this.written(template, value));
    this.cells.push({ row, column, ...span, template, value: text, text, is_even });
  }

  private template(row: number, column: number): TableCell {
    return templateCell(this.design.grid, row, column);
  }

  private written(template: TableCell, value: Value): string {
    return writtenValue(template.text, value, this.scope);
  }
}

/** Where the first line of an innermost header, or of a header's own cell, stands in the template. */
function lineOf({ is_total, level }: AxisHeader, axis: TemplateAxis): number {
  return (is_total ? axis.totals[level] : null) ?? axis.leaf;
}

/** The template line of every line that is printed. */
function linePlaces(headers: readonly AxisHeader[], axis: TemplateAxis): readonly number[] {
  return headers.flatMap((header) => range(axis.lines).map((line) => lineOf(header, axis) + line));
}

/** Lines before which a new page is asked for; never before the first. */
function breaksOf(
  places: readonly HeaderPlace[],
  levels: readonly { readonly page_break: boolean }[],
): ReadonlySet<number> {
  const asking = places.filter(
    ({ header, at }) => at > 0 && !header.is_total && levels[header.level]?.page_break,
  );
  return new Set(asking.map(({ at }) => at));
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, at) => at);
}
