import { sourceKey } from '../../pages/source-key.js';
import type { Layout } from '../../model/layout.js';
import type { TableDesign } from '../../model/table-design.js';
import type { LayoutHints, LayoutReader } from '../contract.js';
import { tableOf } from './compile-table.js';
import { parseContent } from './content-faults.js';
import { Formulas } from './formulas.js';
import type { JsonContent, SectionContent } from './json-content.js';
import { shownContent } from './shown-content.js';

/** Analytical reports in short: one table, or several sections. */
export const jsonReader: LayoutReader = {
  kind: 'json',
  reads: (content) => content.startsWith('{'),
  read: (content, hints) => layoutOf(shownContent(parseContent(content), hints.parts), hints),
};

function layoutOf(content: JsonContent, { locale }: LayoutHints): Layout {
  const formulas = new Formulas();
  const sections = content.sections
    ? content.sections.map((one, at) =>
        tableOf(withFrame(one, content, at), formulas, `/sections/${at}`, locale),
      )
    : [tableOf(content, formulas, '', locale)];
  checkSources(sections, formulas);
  formulas.finish();
  return {
    kind: 'json',
    info: { name: null, author: null, description: null },
    locale: null,
    sections: sections.map((design) => ({ kind: 'table', design })),
    styles: {},
    sources: [],
    relations: [],
    parameters: [],
    totals: [],
    assets: [],
    unsupported: [],
  };
}

/** A section with what stands around all of them: the document's title above the first, its notes below the last. */
function withFrame(section: SectionContent, content: JsonContent, at: number): SectionContent {
  const isLast = at === (content.sections?.length ?? 0) - 1;
  const list = (notes: SectionContent['notes']): string[] =>
    notes === undefined ? [] : typeof notes === 'string' ? [notes] : notes;
  return {
    ...section,
    title: section.title ?? (at === 0 ? content.title : undefined),
    subtitle: section.subtitle ?? (at === 0 ? content.subtitle : undefined),
    header: section.header ?? content.header,
    footer: section.footer ?? content.footer,
    watermark: section.watermark ?? content.watermark,
    notes: [...list(section.notes), ...(isLast ? list(content.notes) : [])],
  };
}

/** Rows are read once, as they come: a dataset belongs to one section. */
function checkSources(sections: readonly TableDesign[], formulas: Formulas): void {
  const owners = new Map<string, number>();
  sections.forEach((section, at) => {
    for (const source of sourcesOf(section)) {
      const key = source === null ? '' : sourceKey(source);
      const owner = owners.get(key) ?? at;
      owners.set(key, owner);
      if (owner === at) continue;
      const name = source === null ? 'the dataset of the template' : `dataset "${source}"`;
      formulas.fault(
        `/sections/${at}`,
        `shows ${name}, which section ${owner} shows already; name another dataset`,
      );
    }
  });
}

function sourcesOf({ source, show_rows, charts, matrices }: TableDesign): (string | null)[] {
  const inner = [
    ...charts.flatMap(({ design }) =>
      design.series.filter(({ x }) => x !== null).map((series) => series.source),
    ),
    ...matrices.map((matrix) => matrix.source),
  ];
  return [...(show_rows ? [source] : []), ...inner.map((one) => one ?? source)];
}
