import type { FilledCell, FilledGrid } from '../../matrix/filled-grid.js';
import { fitGrid } from '../../matrix/fit-grid.js';
import { MatrixFiller } from '../../matrix/matrix-filler.js';
import type { MatrixObject, TextLook } from '../../model/objects.js';
import type { BandItem, MovingFrame } from '../bands/band-items.js';
import type { BandFlow } from '../flow/band-flow.js';
import { type Dress, dressedLook } from '../objects/dress.js';
import { dresser, linkOf, type ObjectSetting } from '../objects/object-printer.js';
import type { Run } from '../print/run.js';
import { drawPart, type Grid, type GridCell } from './grid.js';
import { fittingRows, type GridLine, gridParts } from './grid-parts.js';

const STANDING = { can_break: false, breaks_at_last: true, print_on_bottom: false };
/** Rounding must not push the last line over. */
const TOLERANCE = 0.05;

/**
 * Fills a matrix from the rows in sight and prints it, over as many pages as it takes: rows downwards, columns that do
 * not fit below (`down`) or on further pages (`across`), headers repeated where the design says so.
 */
export function printMatrix(object: MatrixObject, setting: ObjectSetting, run: Run, flow: BandFlow): void {
  const { design } = object;
  const filler = new MatrixFiller(design, run.limits, run.compareTexts);
  if (design.source !== null) run.rows.each(design.source, () => filler.read(run.scope));
  const cells = new CellDresses(setting, run);
  const filled = fitGrid(filler.fill(run.scope), run.typesetter, (cell) => cells.look(cell));
  const columns = gridParts(
    filled.columns.map(({ width, page_break }) => ({ size: width, page_break })),
    filled.fixed_columns,
    flow.width + TOLERANCE,
    design.repeat_headers,
  );
  new GridRows(object, gridOf(filled, cells), filled, flow).print(columns);
}

function gridOf(filled: FilledGrid, cells: CellDresses): Grid {
  return {
    widths: filled.columns.map((column) => column.width),
    heights: filled.rows.map((row) => row.height),
    cells: filled.cells.map((cell) => ({
      column: cell.column,
      row: cell.row,
      column_span: cell.column_span,
      row_span: cell.row_span,
      needs: 0,
      draw: (frame) => cells.draw(cell, frame),
    })),
  };
}

/** Puts the rows of a grid into a flow, part by part. */
class GridRows {
  private readonly lines: readonly GridLine[];
  private readonly heads: readonly number[];
  private readonly headHeight: number;
  /** Cells by every row they reach over: a part looks at no others. */
  private readonly cellsOfRow: readonly GridCell[][];

  constructor(
    private readonly object: MatrixObject,
    private readonly grid: Grid,
    filled: FilledGrid,
    private readonly flow: BandFlow,
  ) {
    this.lines = filled.rows.map(({ height, page_break }) => ({ size: height, page_break }));
    this.heads = filled.rows.flatMap((_, at) => (at < filled.fixed_rows ? [at] : []));
    this.cellsOfRow = filled.rows.map(() => []);
    for (const cell of grid.cells) {
      for (let row = cell.row; row < cell.row + cell.row_span; row += 1) this.cellsOfRow[row]?.push(cell);
    }
    this.headHeight = this.heads.reduce((total, at) => total + (grid.heights[at] ?? 0), 0);
  }

  print(columnParts: readonly (readonly number[])[]): void {
    if (this.object.design.flow === 'down') {
      for (const columns of columnParts) this.printRows([columns]);
    } else this.printRows(columnParts);
  }

  /** All rows; each page's rows for every part of the columns, on a page each, before the next rows. */
  private printRows(columnParts: readonly (readonly number[])[]): void {
    const { flow, lines, heads } = this;
    let from = heads.length;
    do {
      const hasHead = from === heads.length || this.object.design.repeat_headers;
      const head = hasHead ? this.headHeight : 0;
      const next = lines[from]?.size ?? 0;
      const asksForPage = from > heads.length && lines[from]?.page_break === true;
      if (!flow.is_fresh && (asksForPage || head + next > flow.room + TOLERANCE)) flow.advance();
      const count = fittingRows(lines, from, flow.room + TOLERANCE - head);
      const rows = [...(hasHead ? heads : []), ...Array.from({ length: count }, (_, at) => from + at)];
      columnParts.forEach((columns, part) => {
        if (part > 0) flow.startPage(false);
        this.place(rows, columns);
      });
      from += Math.max(1, count);
      if (columnParts.length > 1 && from < lines.length) flow.startPage(false);
    } while (from < lines.length);
  }

  private place(rows: readonly number[], columns: readonly number[]): void {
    const cells = [...new Set(rows.flatMap((row) => this.cellsOfRow[row] ?? []))];
    const { items, width, height } = drawPart({ ...this.grid, cells }, rows, columns);
    const { box } = this.object;
    const frame = { x: 0, y: 0, width, height };
    const back: BandItem[] = (box.fill ?? box.border) ? [{ kind: 'box', frame, box, link: null }] : [];
    const built = { band: null, height, items: [...back, ...items], marks: [], contributions: [] };
    this.flow.place(built, STANDING);
  }
}

/** Looks of matrix cells: that of their template cell, its even style and its highlights. */
class CellDresses {
  private readonly dressers = new Map<FilledCell['template'], ReturnType<typeof dresser>>();
  private readonly looks = new Map<TextLook, Map<Dress, TextLook>>();

  constructor(
    private readonly setting: ObjectSetting,
    private readonly run: Run,
  ) {}

  look(cell: FilledCell): TextLook {
    const dress = this.dress(cell);
    const { look } = cell.template.text;
    return dress ? this.dressed(look, dress) : look;
  }

  draw(cell: FilledCell, frame: MovingFrame): readonly BandItem[] {
    const dress = this.dress(cell);
    if (!dress) return [];
    const { text: object } = cell.template;
    return [
      {
        kind: 'text',
        frame,
        box: dress.box,
        link: linkOf(this.run, object),
        text: cell.text,
        markup: object.markup,
        look: this.dressed(object.look, dress),
      },
    ];
  }

  private dress(cell: FilledCell): Dress | null {
    let dressOf = this.dressers.get(cell.template);
    if (!dressOf) this.dressers.set(cell.template, (dressOf = dresser(this.setting, cell.template.text)));
    const turn = { is_even: cell.is_even, is_elastic: false, is_repeated: false };
    return dressOf(this.run, turn, cell.value);
  }

  private dressed(look: TextLook, dress: Dress): TextLook {
    let cache = this.looks.get(look);
    if (!cache) this.looks.set(look, (cache = new Map()));
    return dressedLook(look, cache, dress);
  }
}
