import type { Aggregate } from '@galley/dataset';
import {
  CELL_PADDING,
  formatDecimal,
  formatValue,
  numberPattern,
  roundDecimal,
  type ValueFormat,
} from '@galley/layout';
import { tagged } from '../tags/page-tags.js';
import type { TextSetter } from '../text/text-setter.js';
import { BOLD, fitFigure } from './fit-figure.js';
import { type Geometry, panelEdges, type PlacedColumn, startOf } from './geometry.js';
import type { PageSet } from './page-set.js';
import type { PanelPage } from './panel-page.js';
import { ACCENT, ALERT, INK, RULE, TOTAL_FILL } from './palette.js';
import type { Ruler } from './ruler.js';
import type { TotalLine, TotalValue } from './total-lines.js';

/** Digits an average shows beyond those of its column, at most. */
const AVERAGE_DIGITS = 2;
/** A label narrower than this gets a line of its own. */
const LABEL_ROOM = 70;
/** Lines of one footer that stay together on a page. */
const MAX_TOGETHER = 12;

/** Draws totals under their columns, line by line; a split table draws a line only beside the columns it has figures of. */
export class TotalsRows {
  constructor(
    private readonly geometry: Geometry,
    private readonly setter: TextSetter,
    private readonly ruler: Ruler,
    private readonly formats: ReadonlyMap<number, ValueFormat>,
    private readonly locale: string,
  ) {}

  /** Points that must be left on a page for `draw` to begin there. */
  heightOf(lines: readonly TotalLine[]): number {
    return Math.min(lines.length, MAX_TOGETHER) * this.lineHeight(this.hasLabelRow(lines));
  }

  /** Draws the lines at the height of the pages, with `after` points left below them on the same page. */
  draw(pages: PageSet, lines: readonly TotalLine[], isGrand: boolean, after: number = 0): void {
    const hasLabelRow = this.hasLabelRow(lines);
    const height = this.lineHeight(hasLabelRow);
    pages.ensure(this.heightOf(lines) + after);
    lines.forEach((line, at) => {
      pages.ensure(height + (at === lines.length - 1 ? after : 0));
      const [first] = pages.panels;
      const isEmpty = line.values.length === 0;
      for (const panel of pages.panels) {
        const isShown = isEmpty ? panel === first : panel.columns.some((placed) => isOf(line, placed));
        if (isShown) this.drawLine(panel, pages.y, line, isGrand, hasLabelRow);
      }
      pages.y -= height;
    });
  }

  private lineHeight(hasLabelRow: boolean): number {
    return this.geometry.fontSize * 1.8 * (hasLabelRow ? 2 : 1);
  }

  private drawLine(
    panel: PanelPage,
    top: number,
    { label, values }: TotalLine,
    isGrand: boolean,
    hasLabelRow: boolean,
  ): void {
    const { fontSize } = this.geometry;
    const height = this.lineHeight(hasLabelRow);
    const { left, right } = panel;
    panel.graphics.rectangle(left, top - height, right - left, height, TOTAL_FILL);
    panel.graphics.line(left, top, right, top, isGrand ? 1 : 0.5, isGrand ? ACCENT : RULE);
    const first = top - this.geometry.baseline - fontSize * 0.05;
    const [start, end] = hasLabelRow ? [left, right] : this.labelEdges(panel.columns, values);
    const row = panel.tags?.nextRow();
    tagged(
      panel.tags,
      panel.text,
      'TD',
      () =>
        this.ruler
          .between(start + CELL_PADDING, end - CELL_PADDING)
          .line(panel.text, label, first, { size: fontSize, isBold: true, color: INK }, 'start'),
      { row },
    );
    const baseline = hasLabelRow ? first - this.lineHeight(false) : first;
    for (const total of values) {
      const placed = panel.columns.find(({ column }) => column.index === total.index);
      const { value } = total;
      if (!placed || value === null) continue;
      tagged(panel.tags, panel.text, 'TD', () => this.drawValue(panel, placed, total, value, baseline), {
        row,
      });
    }
  }

  private drawValue(
    panel: PanelPage,
    placed: PlacedColumn,
    { aggregate }: TotalValue,
    value: string,
    y: number,
  ): void {
    const room = placed.right - placed.left - 2 * CELL_PADDING;
    const text = this.textOf(placed, aggregate, value);
    const { line, size } = fitFigure(this.setter, text, BOLD, this.geometry.fontSize, room);
    const width = (line.width * size) / 1000;
    panel.text.useFill(value.startsWith('-') ? ALERT : INK);
    panel.text.text(line, startOf(placed, width), y, size);
  }

  private textOf({ column }: PlacedColumn, aggregate: Aggregate, value: string): string {
    if (aggregate === 'count' || aggregate === 'count_distinct') {
      return formatDecimal(value, numberPattern(this.locale), { minFraction: 0, grouped: true });
    }
    const format = this.formats.get(column.index) ?? { kind: 'text' };
    if (format.kind !== 'number') return formatValue(value, format);
    const digits = column.fraction_digits;
    if (format.write) return format.write(value);
    const shown = aggregate === 'avg' ? roundDecimal(value, Math.max(digits, AVERAGE_DIGITS)) : value;
    return formatDecimal(shown, format.pattern, { ...format.style, minFraction: digits, grouped: true });
  }

  /** The columns before the first one with a total, seen from where lines start. */
  private labelEdges(columns: readonly PlacedColumn[], values: readonly TotalValue[]): [number, number] {
    const first = columns.findIndex((placed) => isOf({ values }, placed));
    return panelEdges(first < 0 ? columns : columns.slice(0, Math.max(1, first)), this.geometry);
  }

  /** True when on some page a total stands where a label would, or leaves too little room to tell its currency. */
  private hasLabelRow(lines: readonly TotalLine[]): boolean {
    return lines.some(({ least, values }) => {
      const room = Math.max(LABEL_ROOM, this.widthOf(least));
      return this.geometry.panels.some((columns) => {
        const first = columns.findIndex((placed) => isOf({ values }, placed));
        const [left, right] = this.labelEdges(columns, values);
        return first === 0 || (first > 0 && right - left < room);
      });
    });
  }

  private widthOf(name: string): number {
    return (this.setter.line(name, true).width * this.geometry.fontSize) / 1000 + 2 * CELL_PADDING;
  }
}

function isOf({ values }: Pick<TotalLine, 'values'>, { column }: PlacedColumn): boolean {
  return values.some(({ index }) => index === column.index);
}
