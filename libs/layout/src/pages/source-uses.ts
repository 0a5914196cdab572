import type { Reference } from '../expressions/contract.js';
import type { BodyBand, DataBand, GroupBand } from '../model/bands.js';
import type { Layout, PageDesign, Section } from '../model/layout.js';
import type { LayoutObject } from '../model/objects.js';
import type { TableDesign } from '../model/table-design.js';
import { relationUp } from './related-source.js';
import { sourceKey } from './source-key.js';
import { bandsOf, bodiesOf } from './walk/bands-of.js';
import { objectsOf } from './walk/objects-of.js';
import {
  type Naming,
  namingsOfBand,
  namingsOfBody,
  namingsOfChart,
  namingsOfMatrix,
} from './walk/namings-of.js';

/** One place that shows the rows of a source; `null` = the template's own, whatever it is called. */
export interface SourceUse {
  readonly source: string | null;
  /** The data band with the groups around it, outermost first, when nothing else encloses it. */
  readonly band: { readonly groups: readonly GroupBand[]; readonly data: DataBand } | null;
}

/** What a section shows, whatever its kind. */
export function sectionUses(section: Section): Iterable<SourceUse> {
  switch (section.kind) {
    case 'pages':
      return pageUses(section);
    case 'table':
      return tableUses(section.design);
    case 'contents':
      return [];
    default:
      return [{ source: section.design.source, band: null }];
  }
}

function tableUses(design: TableDesign): SourceUse[] {
  const charts = design.charts.flatMap((chart) => chart.design.series.map((series) => series.source));
  const sources = [...design.matrices.map((matrix) => matrix.source), ...charts];
  const shown = design.show_rows ? [design.source] : [];
  return [...shown, ...sources].map((source) => ({ source: source ?? design.source, band: null }));
}

/** Bands first, then matrices and charts. */
export function* pageUses(page: PageDesign): Generator<SourceUse> {
  for (const body of page.body) yield* bodyUses(body, page.is_subreport);
  for (const band of bandsOf(page)) {
    for (const object of objectsOf(band.objects)) {
      for (const source of objectSources(object)) yield { source, band: null };
    }
  }
}

/** The groups around a data band, outermost first. */
export function unwrapGroups(top: BodyBand): { groups: GroupBand[]; data: DataBand } {
  const groups: GroupBand[] = [];
  let body = top;
  while (body.kind === 'group') {
    groups.push(body);
    body = body.body;
  }
  return { groups, data: body };
}

function* bodyUses(top: BodyBand, isWithin: boolean): Generator<SourceUse> {
  const { groups, data } = unwrapGroups(top);
  if (data.source !== null) yield { source: data.source, band: isWithin ? null : { groups, data } };
  for (const detail of data.details) yield* bodyUses(detail, true);
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

/** Every reference of a layout, wherever it stands. */
export function* allReferences(layout: Layout): Generator<Reference> {
  for (const naming of allNamings(layout)) yield* naming.references;
}

function* allNamings(layout: Layout): Generator<Naming> {
  for (const section of layout.sections) {
    if (section.kind === 'pages') yield* pageNamings(section);
    else if (section.kind === 'table') {
      for (const matrix of section.design.matrices) yield* namingsOfMatrix(matrix);
      for (const chart of section.design.charts) yield* namingsOfChart(chart.design);
    }
  }
  for (const total of layout.totals) {
    if (total.value) yield total.value;
    if (total.when) yield total.when;
  }
  for (const source of layout.sources) {
    for (const column of source.columns) if (column.expression) yield column.expression;
  }
}

function* pageNamings(page: PageDesign): Generator<Naming> {
  for (const body of bodiesOf(page.body)) yield* namingsOfBody(body);
  for (const band of bandsOf(page)) yield* namingsOfBand(band);
  if (page.visible) yield page.visible;
  if (page.watermark?.text) yield page.watermark.text;
}

/**
 * The source a reference begins with, then the parents it climbs to: all parts but the last, which is a column.
 * `known` are the sources that something shows, by key; beyond these only declared ones count.
 */
export function* sourcesOf(
  layout: Layout,
  reference: Reference,
  known: ReadonlyMap<string, string>,
): Generator<string> {
  const [first, ...rest] = reference.path;
  if (first === undefined || rest.length === 0) return;
  const key = sourceKey(first);
  const declared = layout.sources.find((source) => sourceKey(source.name) === key)?.name ?? known.get(key);
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
