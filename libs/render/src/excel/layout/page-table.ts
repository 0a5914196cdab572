import {
  type Band,
  type ChartObject,
  type ColumnDesign,
  type DataBand,
  type GroupBand,
  type Layout,
  type MatrixObject,
  type PageDesign,
  plainColumn,
  sourceKey,
  type TextObject,
  withChildren,
} from '@galley/layout';

/** What laid out pages show of one source, as a table can show it. Names of columns are as the layout writes them. */
export interface PageTable {
  readonly source: string;
  readonly name: string;
  readonly hasRows: boolean;
  readonly columns: readonly ColumnDesign[];
  /** Null: grouped by something that is no column. */
  readonly groups: readonly { readonly field: string | null; readonly band: GroupBand }[];
  readonly data: DataBand | null;
  readonly page: PageDesign;
  readonly charts: readonly ChartObject[];
  readonly matrices: readonly MatrixObject[];
}

/** The table that a data band shows: a column for each text that is one column and nothing more, labelled by what stands above it. */
export function bandTable(
  layout: Layout,
  page: PageDesign,
  data: DataBand,
  source: string,
  groups: readonly GroupBand[],
): PageTable {
  // Heads of the page are those of the table it begins with.
  const ofPage = firstData(page) === data ? [page.bands.column_header, page.bands.page_header] : [];
  const heads = [data.header, groups.at(-1)?.header ?? null, ...ofPage];
  const labels = heads.map((band) => textsOf(band).filter(({ text }) => !text.is_dynamic));
  const shown = inReadingOrder(textsOf(data.band)).flatMap((text) => {
    const { expression } = text.text;
    const field = expression && plainColumn(layout, source, expression);
    return field ? [{ field, text }] : [];
  });
  const unique = shown.filter(
    ({ field }, at) => shown.findIndex((one) => sourceKey(one.field) === sourceKey(field)) === at,
  );
  return {
    source,
    name: source,
    hasRows: true,
    columns: unique.map(({ field, text }) => columnOf(field, text, labels)),
    groups: groups.map((band) => ({ field: plainColumn(layout, source, band.condition), band })),
    data,
    page,
    charts: [],
    matrices: [],
  };
}

/** Line by line: what begins above the middle of a line's first text stands in that line. */
function inReadingOrder(texts: readonly TextObject[]): TextObject[] {
  const lines: TextObject[][] = [];
  for (const text of texts.toSorted((a, b) => a.top - b.top)) {
    const [first] = lines.at(-1) ?? [];
    if (first && text.top < first.top + first.height / 2) lines.at(-1)?.push(text);
    else lines.push([text]);
  }
  return lines.flatMap((line) => line.toSorted((a, b) => a.left - b.left));
}

function firstData({ body: [first] }: PageDesign): DataBand | null {
  let body = first;
  while (body?.kind === 'group') body = body.body;
  return body ?? null;
}

/** Texts of a band and its children. */
export function textsOf(band: Band | null): TextObject[] {
  return [...withChildren(band)].flatMap(({ objects }) =>
    objects.flatMap((object) =>
      object.kind === 'text'
        ? [object]
        : object.kind === 'table'
          ? object.rows.flatMap(({ cells }) => cells.map(({ text }) => text))
          : [],
    ),
  );
}

function columnOf(field: string, text: TextObject, labels: readonly (readonly TextObject[])[]): ColumnDesign {
  const { align } = text.look;
  const { format } = text;
  return {
    field,
    label: labelOver(text, labels),
    width: null,
    align: align === 'right' || align === 'center' ? align : null,
    // Figures of laid out pages are shares: 0.83 is 83 %.
    format: format.kind === 'percent' ? { ...format, digits: format.digits ?? 2 } : format,
    style: null,
    when: [],
  };
}

/** The nearest text above a column that stands over at least half of it, or under half of itself. */
function labelOver(text: TextObject, labels: readonly (readonly TextObject[])[]): string | null {
  for (const row of labels) {
    const over = row
      .map((label) => ({ label, shared: shared(text, label) }))
      .filter(({ label, shared: width }) => width * 2 > Math.min(label.width, text.width))
      .sort((a, b) => b.shared - a.shared || b.label.top - a.label.top)[0];
    const words = over?.label.text.text.replace(/\s+/g, ' ').trim() ?? '';
    if (words !== '') return words;
  }
  return null;
}

function shared(a: TextObject, b: TextObject): number {
  return Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
}
