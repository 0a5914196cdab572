import type { Layout, PartSection, TableDesign } from '@galley/layout';
import { namedDataset } from '../../figures/named-dataset.js';
import type { OpenDataset, RunDatasets } from '../../pages/run-datasets.js';
import { pageTableDesign } from './page-table-design.js';
import type { PageTable } from './page-table.js';
import { pageTables } from './page-tables.js';
import { SectionTexts } from './section-texts.js';
import type { TableSection } from './table-sheets.js';
import type { WorkbookDraft } from './workbook-draft.js';

/** A section that is no table, at its place in the layout. */
export interface PartOfLayout {
  readonly part: PartSection;
  readonly at: number;
}

/**
 * The sections of a layout in their order, tables of laid out pages last. Datasets are read once: what another section has
 * shown is left out, and said. Throws `LayoutError` `layout-data-missing`.
 */
export async function* sectionTables(
  draft: WorkbookDraft,
  layout: Layout,
  datasets: RunDatasets,
): AsyncGenerator<TableSection | PartOfLayout> {
  const read = new Set<OpenDataset>();
  const isNew = (opened: OpenDataset, name: string): boolean => {
    const isFirst = !read.has(opened);
    if (isFirst) read.add(opened);
    else draft.leftOut.add(name);
    return isFirst;
  };
  for (const [at, section] of layout.sections.entries()) {
    if (section.kind === 'pages') continue;
    if (section.kind !== 'table') {
      yield { part: section, at };
      continue;
    }
    const { design } = section;
    const name = nameOf(design);
    const opened = design.source === null ? datasets.primary : await namedDataset(datasets, design.source);
    if (isNew(opened, name)) yield { design, opened, name, at, texts: null };
  }
  draft.isFromPages = layout.sections.some(({ kind }) => kind === 'pages');
  let isFirst = true;
  for (const table of pageTables(layout, (name) => draft.leftOut.add(name))) {
    const opened = await datasets.open(table.source);
    if (!opened) draft.leftOut.add(table.source);
    else if (isNew(opened, table.source)) {
      yield pageSection(draft, layout, table, opened, isInOrder(table, opened, datasets), isFirst);
      isFirst = false;
    }
  }
}

function pageSection(
  draft: WorkbookDraft,
  layout: Layout,
  table: PageTable,
  opened: OpenDataset,
  isOrdered: boolean,
  isFirst: boolean,
): TableSection {
  const isDocument = layout.kind === 'document';
  const { columns } = opened.dataset.header;
  // One document is no group; its head and totals stand around its lines.
  const [document = null] = isDocument ? table.groups : [];
  const grouped = isDocument ? { ...table, groups: [] } : table;
  const leaveOut = (name: string): unknown => draft.leftOut.add(name);
  const design = pageTableDesign(layout, grouped, columns, isOrdered, leaveOut);
  const { report_title, page_header, report_summary } = table.page.bands;
  const texts = document
    ? new SectionTexts(
        draft.document,
        [page_header, document.band.header],
        [document.band.footer, report_summary],
      )
    : new SectionTexts(draft.document, [report_title], []);
  return {
    design,
    opened,
    at: null,
    name: isDocument && isFirst ? draft.document.title : table.name,
    texts: isFirst ? texts : null,
  };
}

/** Whether rows of a group come together: the author says so, or the run asked the database for this order. */
function isInOrder(
  { groups, charts, matrices, source }: PageTable,
  { isPrimary }: OpenDataset,
  datasets: RunDatasets,
): boolean {
  if (groups.every(({ band }) => band.sort === 'none')) return true;
  return isPrimary && charts.length + matrices.length === 0 && datasets.isOrderedByDatabase(source);
}

function nameOf({ name, title, source }: TableDesign): string {
  const plain = title !== null && !title.includes('[') ? title : null;
  return name ?? plain ?? source ?? 'Data';
}
