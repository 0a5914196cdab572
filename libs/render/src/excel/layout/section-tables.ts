import type { Layout, TableDesign } from '@galley/layout';
import { namedDataset } from '../../figures/named-dataset.js';
import type { OpenDataset, RunDatasets } from '../../pages/run-datasets.js';
import type { TableSection } from './table-sheets.js';
import type { WorkbookDraft } from './workbook-draft.js';

/** The tables of a layout in their order. Datasets are read once: what another section has shown is left out, and said. */
export async function* sectionTables(
  draft: WorkbookDraft,
  layout: Layout,
  datasets: RunDatasets,
): AsyncGenerator<TableSection> {
  const read = new Set<OpenDataset>();
  for (const section of layout.sections) {
    if (section.kind !== 'table') continue;
    const { design } = section;
    const opened = design.source === null ? datasets.primary : await namedDataset(datasets, design.source);
    if (read.has(opened)) draft.leftOut.add(nameOf(design));
    else {
      read.add(opened);
      yield { design, opened, name: nameOf(design), texts: null };
    }
  }
}

function nameOf({ name, title, source }: TableDesign): string {
  const plain = title !== null && !title.includes('[') ? title : null;
  return name ?? plain ?? source ?? 'Data';
}
