import type { Column, TextRow, TotalRequest } from '@galley/dataset';
import { textDirection } from '../format/text-direction.js';
import { pageSize } from '../page-size.js';
import type { TableDesign } from '../model/table-design.js';
import type { TableGroup, TableLayout } from '../table-layout.js';
import { type ColumnNeeds, columnNeeds } from './column-needs.js';
import { DEFAULT_SIZE, PAGE_MARGIN as MARGIN } from './plain-layout.js';
import { shownColumns } from './shown-columns.js';
import { comfort, fitWidths } from './fit-columns.js';
import { estimateText, type MeasureText } from './measure-text.js';
import { splitPanels } from './split-panels.js';

export interface AutoLayoutOptions {
  readonly group_by: readonly string[];
  readonly totals: readonly TotalRequest[];
  readonly page_size?: string;
  readonly orientation?: 'portrait' | 'landscape' | 'auto';
  /** Measures with the fonts that will draw; estimated when absent. */
  readonly measure?: MeasureText;
  /** What the layout's author says; what is left open is decided here. */
  readonly design?: TableDesign;
  /** ISO 4217, of formats that show a currency; null or absent = no sign. */
  readonly currency?: string | null;
}

/**
 * Font sizes from comfortable to the floor below which nobody reads on paper, each with the part of the wished width it
 * asks for: first everything on one line, then smaller, then more and more wrapping.
 */
const STEPS: readonly (readonly [size: number, comfort: number])[] = [
  [9, 1],
  [8.5, 1],
  [8, 1],
  [8, 0.85],
  [7.5, 0.75],
  [7, 0.55],
  [6.5, 0],
];
const FLOOR = 6.5;
const PORTRAIT_FLOOR = 8;
const MAX_LINES = 3;
/** `Subtotal Beverages (128 rows)`, in thousandths of the font size. */
const LABEL_NATURAL = 16_000;

interface Fit {
  readonly orientation: 'portrait' | 'landscape';
  readonly size: number;
  readonly isSplit: boolean;
}

/**
 * Lays a table out from its columns and a sample of rows: page, font size, widths. Grouped columns become group
 * headers. A table that is not legible on one page is split into panels side by side.
 */
export function autoLayout(
  columns: readonly Column[],
  sample: readonly TextRow[],
  options: AutoLayoutOptions,
  locale: string,
): TableLayout {
  const groups = groupsOf(columns, options.group_by, options.design);
  const measure = options.measure ?? estimateText;
  const shown = shownColumns(columns, groups, options, locale);
  const needs = withLabelRoom(
    shown.map((one) => columnNeeds(one, sample, options.totals, measure)),
    options.totals,
  );
  const paper = pageSize(options.page_size ?? DEFAULT_SIZE) ?? pageSize(DEFAULT_SIZE)!;
  const fit = chooseFit(needs, paper, options.orientation ?? 'auto');
  const isLandscape = fit.orientation === 'landscape';
  const width = isLandscape ? paper.height : paper.width;
  const room = width - 2 * MARGIN;
  const direction = options.design?.direction ?? textDirection(locale);
  const panels = fit.isSplit ? splitPanels(needs, fit.size, room) : [needs.map((_, position) => position)];
  const widths = panelWidths(needs, panels, fit.size, room);
  return {
    page: {
      size: paper.name,
      orientation: fit.orientation,
      width,
      height: isLandscape ? paper.width : paper.height,
      margin: MARGIN,
    },
    font_size: fit.size,
    max_lines: options.design?.max_lines ?? MAX_LINES,
    direction,
    columns: needs.map((need, position) => ({
      index: need.index,
      column: need.column,
      label: need.label,
      width: widths[position] ?? 0,
      align: shown[position]?.design?.align ?? (need.isNumber || direction === 'rtl' ? 'right' : 'left'),
      fraction_digits: need.fractionDigits,
      design: shown[position]?.design ?? null,
    })),
    panels,
    groups,
    totals: options.totals,
  };
}

/** The first column carries the labels of totals, when it has no total of its own. */
function withLabelRoom(
  needs: readonly ColumnNeeds[],
  totals: readonly TotalRequest[],
): readonly ColumnNeeds[] {
  const [first, ...others] = needs;
  if (!first || totals.length === 0 || totals.some((total) => total.column === first.column.name))
    return needs;
  const next = others[0];
  const isNarrow = next !== undefined && totals.some((total) => total.column === next.column.name);
  if (!isNarrow) return needs;
  const natural = Math.max(first.natural, LABEL_NATURAL);
  return [{ ...first, natural, values: Math.max(first.values, LABEL_NATURAL) }, ...others];
}

function groupsOf(columns: readonly Column[], names: readonly string[], design?: TableDesign): TableGroup[] {
  return names.flatMap((name) => {
    const index = columns.findIndex((column) => column.name === name);
    const column = columns[index];
    if (!column) return [];
    const designed = design?.groups.find((group) => group.field === name) ?? null;
    return [{ index, column, label: column.label || column.name, design: designed }];
  });
}

function chooseFit(
  needs: readonly ColumnNeeds[],
  paper: { width: number; height: number },
  wish: 'portrait' | 'landscape' | 'auto',
): Fit {
  const portrait = paper.width - 2 * MARGIN;
  const landscape = paper.height - 2 * MARGIN;
  if (wish === 'auto') {
    const step = STEPS.find(
      ([size, wish]) => size >= PORTRAIT_FLOOR && wish === 1 && comfort(needs, size, portrait) >= 1,
    );
    if (step) return { orientation: 'portrait', size: step[0], isSplit: false };
  }
  const orientation = wish === 'portrait' ? 'portrait' : 'landscape';
  const room = wish === 'portrait' ? portrait : landscape;
  const step = STEPS.find(([size, wish]) => comfort(needs, size, room) >= wish);
  return { orientation, size: step?.[0] ?? FLOOR, isSplit: !step && needs.length > 1 };
}

/** A repeated column keeps the width of its first panel wherever it stands. */
function panelWidths(
  needs: readonly ColumnNeeds[],
  panels: readonly (readonly number[])[],
  size: number,
  room: number,
): number[] {
  const widths: number[] = [];
  for (const panel of panels) {
    const free = panel.filter((position) => widths[position] === undefined);
    const taken = panel.reduce((sum, position) => sum + (widths[position] ?? 0), 0);
    const fitted = fitWidths(
      free.map((position) => needs[position]!),
      size,
      room - taken,
    );
    free.forEach((position, at) => (widths[position] = fitted[at] ?? 0));
  }
  const widest = Math.max(0, ...widths);
  if (widest <= room) return widths;
  return widths.map((width) => Math.min(width, room));
}
