import type { JsonContent, SectionContent, TableContent } from './json-content.js';

type Parts = Readonly<Record<string, unknown>>;
type Table = Pick<TableContent, 'columns' | 'totals' | 'charts' | 'matrices' | 'show_rows'>;

/**
 * The content without the parts that the template switches off: columns, charts and sections whose `shown_if` names
 * them; all charts by `include_charts`, all tables by `include_tables`, all totals by `include_summary`. Totals and
 * charts of a column that is not shown go with it. A document keeps one section, so that it says at least its title.
 */
export function shownContent(content: JsonContent, parts: Parts = {}): JsonContent {
  const shown = { ...content, ...shownTable(content, parts) };
  if (!content.sections) return shown;
  const sections = content.sections
    .filter((one) => isShown(one.shown_if, parts))
    .map((one) => (isTable(one) ? { ...one, ...shownTable(one, parts) } : one));
  const telling = sections.filter((one) => !isTable(one) || saysSomething(one));
  const [first] = sections.length > 0 ? sections : content.sections;
  const silent = first && (isTable(first) ? { ...first, show_rows: false, charts: [], matrices: [] } : first);
  return { ...shown, sections: telling.length > 0 ? telling : silent && [silent] };
}

function shownTable(table: Table, parts: Parts): Table {
  const hidden = new Set(
    table.columns.flatMap((one) =>
      typeof one === 'string' || isShown(one.shown_if, parts) ? [] : [one.field],
    ),
  );
  return {
    columns: table.columns.filter((one) => typeof one === 'string' || isShown(one.shown_if, parts)),
    totals: isShown('include_summary', parts)
      ? table.totals.filter((one) => !hidden.has(typeof one === 'string' ? one : one.column))
      : [],
    charts: isShown('include_charts', parts)
      ? table.charts.filter((one) => isShown(one.shown_if, parts))
      : [],
    matrices: isShown('include_tables', parts) ? table.matrices : [],
    show_rows: table.show_rows && isShown('include_tables', parts),
  };
}

export function isTable(section: SectionContent): section is Extract<SectionContent, { kind?: 'table' }> {
  return section.kind === undefined || section.kind === 'table';
}

function saysSomething({ show_rows, charts, matrices, notes = [] }: TableContent): boolean {
  return show_rows || charts.length + matrices.length + notes.length > 0;
}

/** Switched off is what is false, null, 0, "" or an empty list; what nobody names is shown. */
function isShown(name: string | undefined, parts: Parts): boolean {
  if (name === undefined || !Object.hasOwn(parts, name)) return true;
  const value = parts[name];
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
