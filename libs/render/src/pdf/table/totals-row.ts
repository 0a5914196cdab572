import type { Aggregate, TotalRequest } from '@galley/dataset';
import {
  CELL_PADDING,
  formatDecimal,
  formatValue,
  numberPattern,
  type PhraseTable,
  roundDecimal,
  type ValueFormat,
} from '@galley/layout';
import type { TextSetter } from '../text/text-setter.js';
import { fitFigure } from './fit-figure.js';
import { type Geometry, panelEdges, type PlacedColumn } from './geometry.js';
import type { PageSet, PanelPage } from './page-set.js';
import { ACCENT, ALERT, INK, RULE, TOTAL_FILL } from './palette.js';
import type { Ruler } from './ruler.js';

/** Digits an average shows beyond those of its column, at most. */
const AVERAGE_DIGITS = 2;
/** A label narrower than this gets a line of its own. */
const LABEL_ROOM = 70;

export interface TotalValue {
  readonly request: TotalRequest;
  /** PostgreSQL text; null when it is not known or there is none. */
  readonly value: string | null;
}

/** Draws totals under their columns: one row for sums, and one for each further aggregate. */
export class TotalsRows {
  constructor(
    private readonly geometry: Geometry,
    private readonly setter: TextSetter,
    private readonly ruler: Ruler,
    private readonly phrases: PhraseTable,
    private readonly formats: ReadonlyMap<number, ValueFormat>,
    private readonly locale: string,
  ) {}

  /** Points that `draw` takes. */
  heightOf(totals: readonly TotalValue[]): number {
    return Math.max(1, aggregatesOf(totals).length) * this.rowHeight * (this.hasLabelRow(totals) ? 2 : 1);
  }

  /** Draws the rows at the height of the pages; `sumLabel` names the row of sums, `of` what the totals are of. */
  draw(pages: PageSet, totals: readonly TotalValue[], sumLabel: string, of: string, isGrand: boolean): void {
    const aggregates = aggregatesOf(totals);
    const hasLabelRow = this.hasLabelRow(totals);
    for (const aggregate of aggregates.length > 0 ? aggregates : (['sum'] as const)) {
      const label = [aggregate === 'sum' ? sumLabel : this.nameOf(aggregate), of].filter(Boolean).join(' ');
      const values = totals.filter((total) => total.request.aggregate === aggregate);
      pages.ensure(this.rowHeight * (hasLabelRow ? 2 : 1));
      for (const panel of pages.panels) this.drawRow(panel, pages.y, values, label, isGrand, hasLabelRow);
      pages.y -= this.rowHeight * (hasLabelRow ? 2 : 1);
    }
  }

  private get rowHeight(): number {
    return this.geometry.fontSize * 1.8;
  }

  private drawRow(
    panel: PanelPage,
    top: number,
    totals: readonly TotalValue[],
    label: string,
    isGrand: boolean,
    hasLabelRow: boolean,
  ): void {
    const { fontSize } = this.geometry;
    const height = this.rowHeight * (hasLabelRow ? 2 : 1);
    const { left, right } = panel;
    panel.graphics.rectangle(left, top - height, right - left, height, TOTAL_FILL);
    panel.graphics.line(left, top, right, top, isGrand ? 1 : 0.5, isGrand ? ACCENT : RULE);
    const first = top - this.geometry.baseline - fontSize * 0.05;
    const [start, end] = hasLabelRow ? [left, right] : this.labelEdges(panel.columns, totals);
    this.ruler
      .between(start + CELL_PADDING, end - CELL_PADDING)
      .line(panel.text, label, first, { size: fontSize, isBold: true, color: INK }, 'start');
    const baseline = hasLabelRow ? first - this.rowHeight : first;
    for (const total of totals) {
      const placed = panel.columns.find(({ column }) => column.column.name === total.request.column);
      if (placed && total.value !== null) this.drawValue(panel, placed, total, total.value, baseline);
    }
  }

  private drawValue(
    panel: PanelPage,
    placed: PlacedColumn,
    total: TotalValue,
    value: string,
    y: number,
  ): void {
    const room = placed.right - placed.left - 2 * CELL_PADDING;
    const text = this.textOf(placed, total.request.aggregate, value);
    const { line, size } = fitFigure(this.setter, text, true, this.geometry.fontSize, room);
    const width = (line.width * size) / 1000;
    const isRight = placed.column.align === 'right';
    panel.text.useFill(value.startsWith('-') ? ALERT : INK);
    panel.text.text(
      line,
      isRight ? placed.right - CELL_PADDING - width : placed.left + CELL_PADDING,
      y,
      size,
    );
  }

  private textOf({ column }: PlacedColumn, aggregate: Aggregate, value: string): string {
    if (aggregate === 'count' || aggregate === 'count_distinct') {
      return formatDecimal(value, numberPattern(this.locale), { minFraction: 0, grouped: true });
    }
    const format = this.formats.get(column.index) ?? { kind: 'text' };
    if (format.kind !== 'number') return formatValue(value, format);
    const digits = column.fraction_digits;
    const shown = aggregate === 'avg' ? roundDecimal(value, Math.max(digits, AVERAGE_DIGITS)) : value;
    return formatDecimal(shown, format.pattern, { minFraction: digits, grouped: true });
  }

  /** The columns before the first one with a total, seen from where lines start. */
  private labelEdges(columns: readonly PlacedColumn[], totals: readonly TotalValue[]): [number, number] {
    const names = new Set(totals.map((total) => total.request.column));
    const first = columns.findIndex(({ column }) => names.has(column.column.name));
    return panelEdges(first < 0 ? columns : columns.slice(0, Math.max(1, first)), this.geometry);
  }

  /** True when on some page a total stands where the label would. */
  private hasLabelRow(totals: readonly TotalValue[]): boolean {
    return this.geometry.panels.some((columns) => {
      const names = new Set(totals.map((total) => total.request.column));
      const first = columns.findIndex(({ column }) => names.has(column.column.name));
      const [left, right] = this.labelEdges(columns, totals);
      return first === 0 || (first > 0 && right - left < LABEL_ROOM);
    });
  }

  private nameOf(aggregate: Aggregate): string {
    const { average, minimum, maximum, count, distinct, subtotal } = this.phrases;
    return { avg: average, min: minimum, max: maximum, count, count_distinct: distinct, sum: subtotal }[
      aggregate
    ];
  }
}

function aggregatesOf(totals: readonly TotalValue[]): Aggregate[] {
  return [...new Set(totals.map((total) => total.request.aggregate))];
}
