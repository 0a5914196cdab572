import type { XmlElement } from '@galley/template';
import type { BodyBand, DataBand, GroupBand } from '../../../model/bands.js';
import type { Values } from '../attributes/attribute.js';
import type { FrxContext } from '../frx-context.js';
import { columnFormula } from '../objects/column-formula.js';
import { plainBand, readBand } from './band.js';
import { BAND, DATA_BAND, GROUP_HEADER, SORT } from './band-table.js';

const BODIES = new Set(['DataBand', 'GroupHeaderBand']);

/** The data and group bands among these elements, in their order. */
export function readBodies(elements: readonly XmlElement[], context: FrxContext): readonly BodyBand[] {
  return elements
    .filter(({ name }) => BODIES.has(name))
    .flatMap((one) => (one.name === 'DataBand' ? readData(one, context) : (readGroup(one, context) ?? [])));
}

function readData(element: XmlElement, context: FrxContext): DataBand {
  const { band, read } = readBand(element, DATA_BAND, context);
  const named = (name: string): XmlElement | undefined => element.children.find((one) => one.name === name);
  return {
    kind: 'data',
    name: band.name,
    source: context.sources.alias(read.DataSource),
    row_count: count(read.RowCount),
    max_rows: count(read.MaxRows),
    filter: context.formulas.expression(read.Filter, 'DataBand.Filter'),
    sort: sortKeys(element, context),
    relation: read.Relation,
    band,
    header: plainBand(named('DataHeaderBand'), context),
    footer: plainBand(named('DataFooterBand'), context),
    details: readBodies(element.children, context),
    columns: {
      count: Math.min(100, count(read['Columns.Count'])),
      width: read['Columns.Width'],
      layout: read['Columns.Layout'],
      min_rows: count(read['Columns.MinRowCount']),
    },
    keep_together: read.KeepTogether,
    keep_detail: read.KeepDetail,
    print_if_detail_empty: read.PrintIfDetailEmpty,
    print_if_source_empty: read.PrintIfDatasourceEmpty,
    hierarchy: hierarchyOf(read, context),
  };
}

function count(value: number): number {
  return Math.min(1_000_000, Math.max(0, Math.trunc(value)));
}

function sortKeys(element: XmlElement, context: FrxContext): DataBand['sort'] {
  const listed = element.children.filter(({ name }) => name === 'Sort').flatMap(({ children }) => children);
  return listed.flatMap((one) => {
    const read = context.read(one, SORT);
    const value = context.formulas.expression(read.Expression, 'Sort.Expression');
    return value ? { value, descending: read.Descending } : [];
  });
}

function hierarchyOf(read: Values<typeof DATA_BAND>, { formulas }: FrxContext): DataBand['hierarchy'] {
  const id = formulas.expression(columnFormula(read.IdColumn), 'DataBand.IdColumn');
  const parent = formulas.expression(columnFormula(read.ParentIdColumn), 'DataBand.ParentIdColumn');
  return id && parent ? { id, parent, indent: read.Indent } : null;
}

/** The band that holds the rows of a group; null when it has neither condition nor rows. */
function readGroup(element: XmlElement, context: FrxContext): BodyBand | null {
  const { band, read } = readBand(element, GROUP_HEADER, context);
  const condition = context.formulas.expression(read.Condition, 'GroupHeaderBand.Condition');
  const [body] = readBodies(element.children, context);
  if (!body || !condition) return body ?? null;
  const footer = element.children.find(({ name }) => name === 'GroupFooterBand');
  const closing = footer && readBand(footer, BAND, context);
  return {
    kind: 'group',
    name: band.name,
    condition,
    sort: read.SortOrder,
    header: band,
    footer: closing?.band ?? null,
    keep_together: read.KeepTogether,
    keep_with_data: read.KeepWithData,
    footer_keep_with_data: closing?.read.KeepWithData ?? false,
    body: withOuterBands(element, body, context),
  } satisfies GroupBand;
}

/** Header and footer of a group's data stand around the rows of every group. */
function withOuterBands(element: XmlElement, body: BodyBand, context: FrxContext): BodyBand {
  const named = (name: string): XmlElement | undefined => element.children.find((one) => one.name === name);
  const [header, footer] = [named('DataHeaderBand'), named('DataFooterBand')];
  if ((!header && !footer) || body.kind !== 'data') return body;
  context.findings.add('GroupHeaderBand.DataHeaderBand', 'printed around the rows of every group');
  return {
    ...body,
    header: body.header ?? plainBand(header, context),
    footer: body.footer ?? plainBand(footer, context),
  };
}
