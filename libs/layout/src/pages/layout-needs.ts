import type { OrderBy } from '@galley/dataset';
import type { Reference } from '../expressions/contract.js';
import type { BodyBand, DataBand, GroupBand } from '../model/bands.js';
import type { Layout, LayoutNeeds, PageDesign } from '../model/layout.js';
import type { LayoutObject } from '../model/objects.js';
import type { TableDesign } from '../model/table-design.js';
import { plainColumn } from './plain-column.js';
import { relationUp } from './related-source.js';
import { sourceKey } from './source-key.js';
import { bandsOf, bodiesOf, ownBands } from './walk/bands-of.js';
import { objectsOf } from './walk/objects-of.js';
import {
  referencesOfBand,
  referencesOfBody,
  referencesOfChart,
  referencesOfMatrix,
} from './walk/references-of.js';

/** One place that shows the rows of a source; `null` = the template's own, whatever it is called. */
interface Use {
  readonly source: string | null;
  /** The data band with the groups around it, outermost first, when nothing else encloses it. */
  readonly band: { readonly groups: readonly GroupBand[]; readonly data: DataBand } | null;
}

/**
 * What a run must fetch for a layout. `named` are the further datasets of the template. `primary` is the first source in
 * order of appearance that is none of these: first those of bands, matrices and charts, then those that expressions
 * alone name; it is `''` where only table sections without a source show data. Unnamed sources beyond it are listed in
 * `datasets` too, so that the caller can complain. `order_by` holds the primary's order when the database can bring it:
 * one data band shows it and sorts by plain columns.
 */
export function layoutNeeds(layout: Layout, named: readonly string[]): LayoutNeeds {
  const uses = layout.sections.flatMap((section) =>
    section.kind === 'table' ? tableUses(section.design) : [...pageUses(section)],
  );
  const reached = new Map<string, string>();
  for (const use of uses) if (use.source !== null) note(reached, use.source);
  for (const reference of allReferences(layout)) {
    for (const source of sourcesOf(layout, reference, reached)) note(reached, source);
  }
  const known = new Set(named.map(sourceKey));
  const own = [...reached].find(([key]) => !known.has(key));
  const isShown = uses.some((use) => use.source === null);
  return {
    primary: own?.[1] ?? (isShown ? '' : null),
    datasets: [...reached].filter(([key]) => key !== own?.[0]).map(([, name]) => name),
    assets: layout.assets,
    order_by: own ? orderOf(layout, uses, own[0]) : [],
  };
}

function note(reached: Map<string, string>, source: string): void {
  const key = sourceKey(source);
  if (!reached.has(key)) reached.set(key, source);
}

function tableUses(design: TableDesign): Use[] {
  const charts = design.charts.flatMap((chart) => chart.design.series.map((series) => series.source));
  const sources = [...design.matrices.map((matrix) => matrix.source), ...charts];
  const shown = design.show_rows ? [design.source] : [];
  return [...shown, ...sources].map((source) => ({ source: source ?? design.source, band: null }));
}

function* pageUses(page: PageDesign): Generator<Use> {
  for (const body of page.body) yield* bodyUses(body, page.is_subreport);
  for (const band of bandsOf(page)) {
    for (const object of objectsOf(band.objects)) {
      for (const source of objectSources(object)) yield { source, band: null };
    }
  }
}

function* bodyUses(top: BodyBand, isWithin: boolean): Generator<Use> {
  const groups: GroupBand[] = [];
  let body = top;
  while (body.kind === 'group') {
    groups.push(body);
    body = body.body;
  }
  if (body.source !== null) yield { source: body.source, band: isWithin ? null : { groups, data: body } };
  for (const detail of body.details) yield* bodyUses(detail, true);
}

function objectSources(object: LayoutObject): readonly string[] {
  const sources =
    object.kind === 'matrix'
      ? [object.design.source]
      : object.kind === 'chart'
        ? object.design.series.map((series) => series.source)
        : [];
  return sources.filter((source) => source !== null);
}

function* allReferences(layout: Layout): Generator<Reference> {
  for (const section of layout.sections) {
    if (section.kind === 'table') {
      for (const matrix of section.design.matrices) yield* referencesOfMatrix(matrix);
      for (const chart of section.design.charts) yield* referencesOfChart(chart.design);
      continue;
    }
    for (const body of bodiesOf(section.body)) {
      yield* referencesOfBody(body);
      for (const band of ownBands(body)) yield* referencesOfBand(band);
    }
    for (const band of bandsOf(section)) yield* referencesOfBand(band);
    if (section.visible) yield* section.visible.references;
  }
  for (const total of layout.totals) {
    yield* [...(total.value?.references ?? []), ...(total.when?.references ?? [])];
  }
  for (const source of layout.sources) {
    for (const column of source.columns) if (column.expression) yield* column.expression.references;
  }
}

/** The source a reference begins with and the parents it climbs to: all but the last part, which is a column. */
function* sourcesOf(
  layout: Layout,
  reference: Reference,
  reached: ReadonlyMap<string, string>,
): Generator<string> {
  const [first, ...rest] = reference.path;
  if (first === undefined || rest.length === 0) return;
  const key = sourceKey(first);
  const declared = layout.sources.find((source) => sourceKey(source.name) === key)?.name ?? reached.get(key);
  if (declared === undefined) return;
  yield declared;
  let source = declared;
  for (const step of rest.slice(0, -1)) {
    const relation = relationUp(layout.relations, source, step);
    if (!relation) return;
    source = relation.parent;
    yield source;
  }
}

function orderOf(layout: Layout, uses: readonly Use[], primary: string): readonly OrderBy[] {
  const shown = uses.filter((use) => use.source === null || sourceKey(use.source) === primary);
  const band = shown[0]?.band;
  if (shown.length !== 1 || !band) return [];
  const keys = [
    ...band.groups
      .filter((group) => group.sort !== 'none')
      .map((group) => ({ value: group.condition, descending: group.sort === 'desc' })),
    ...band.data.sort,
  ];
  const order: OrderBy[] = [];
  for (const key of keys) {
    const column = plainColumn(layout, band.data.source ?? '', key.value);
    if (column === null) return [];
    order.push({ column, direction: key.descending ? 'desc' : 'asc' });
  }
  return order;
}
