import type { Section } from '../../model/layout.js';
import type { TableDesign } from '../../model/table-design.js';
import { sourceKey } from '../../pages/source-key.js';
import type { Formulas } from './formulas.js';

/** Rows are read once, as they come: a dataset belongs to one section. Those that only see its first row do not count. */
export function checkSources(sections: readonly Section[], formulas: Formulas): void {
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

function sourcesOf(section: Section): (string | null)[] {
  if (section.kind === 'table') return tableSources(section.design);
  return section.kind === 'text' && section.design.source !== null ? [section.design.source] : [];
}

function tableSources({ source, show_rows, charts, matrices }: TableDesign): (string | null)[] {
  const inner = [
    ...charts.flatMap(({ design }) =>
      design.series.filter(({ x }) => x !== null).map((series) => series.source),
    ),
    ...matrices.map((matrix) => matrix.source),
  ];
  return [...(show_rows ? [source] : []), ...inner.map((one) => one ?? source)];
}
