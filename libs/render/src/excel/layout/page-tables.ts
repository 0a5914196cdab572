import {
  bandsOf,
  type BodyBand,
  type ChartObject,
  type GroupBand,
  type Layout,
  type LayoutObject,
  type MatrixObject,
  objectsOf,
  type PageDesign,
  sourceKey,
} from '@galley/layout';
import { bandTable, type PageTable } from './page-table.js';

/** Deeper than any page nests its bands. */
const MAX_DEPTH = 64;

/**
 * The tables that laid out pages show, one per source in order of appearance, with the charts and crosstabs of the same
 * source. `leaveOut` is told what stands for no single source.
 */
export function pageTables(layout: Layout, leaveOut: (name: string) => void): PageTable[] {
  const tables = new Map<string, PageTable>();
  for (const page of layout.sections) {
    if (page.kind !== 'pages') continue;
    for (const body of page.body) addBody(layout, page, body, [], tables, 0);
    for (const band of bandsOf(page)) {
      for (const object of objectsOf(band.objects)) addFigures(page, object, tables, leaveOut);
    }
  }
  return [...tables.values()];
}

function addBody(
  layout: Layout,
  page: PageDesign,
  body: BodyBand,
  groups: readonly GroupBand[],
  tables: Map<string, PageTable>,
  depth: number,
): void {
  if (depth > MAX_DEPTH) return;
  if (body.kind === 'group') {
    addBody(layout, page, body.body, [...groups, body], tables, depth + 1);
    return;
  }
  const { source } = body;
  // Shown by several bands, it is the first that shows rows as a table would.
  if (source !== null && (tables.get(sourceKey(source))?.columns.length ?? 0) === 0) {
    tables.set(sourceKey(source), bandTable(layout, page, body, source, groups));
  }
  for (const detail of body.details) addBody(layout, page, detail, [], tables, depth + 1);
}

function addFigures(
  page: PageDesign,
  object: LayoutObject,
  tables: Map<string, PageTable>,
  leaveOut: (name: string) => void,
): void {
  if (object.kind !== 'chart' && object.kind !== 'matrix') return;
  const source = sourceOf(object) ?? (hasOnlyPoints(object) ? ([...tables.values()][0]?.source ?? '') : null);
  if (source === null) return leaveOut(object.name);
  const table = tables.get(sourceKey(source)) ?? figuresTable(page, source);
  tables.set(sourceKey(source), {
    ...table,
    charts: object.kind === 'chart' ? [...table.charts, object] : table.charts,
    matrices: object.kind === 'matrix' ? [...table.matrices, object] : table.matrices,
  });
}

/** The one source of its figures; null when it has none, or several. */
function sourceOf(object: ChartObject | MatrixObject): string | null {
  if (object.kind === 'matrix') return object.design.source;
  const sources = object.design.series.filter(({ x }) => x !== null).map(({ source }) => source);
  const [first] = sources;
  const isOne = sources.every((source) => sourceKey(source ?? '') === sourceKey(first ?? ''));
  return isOne && first ? first : null;
}

/** A chart of figures that the layout itself holds. */
function hasOnlyPoints(object: ChartObject | MatrixObject): boolean {
  return object.kind === 'chart' && object.design.series.every(({ x }) => x === null);
}

function figuresTable(page: PageDesign, source: string): PageTable {
  return {
    source,
    name: source,
    hasRows: false,
    columns: [],
    groups: [],
    data: null,
    page,
    charts: [],
    matrices: [],
  };
}
