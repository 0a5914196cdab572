import type { OrderBy } from '@galley/dataset';
import type { Layout, LayoutNeeds } from '../model/layout.js';
import { plainColumn } from './plain-column.js';
import { sourceKey } from './source-key.js';
import { allReferences, sectionUses, type SourceUse, sourcesOf } from './source-uses.js';

/**
 * What a run must fetch for a layout. `named` are the further datasets of the template. `primary` is the first source in
 * order of appearance that is none of these: first those of bands, matrices and charts, then those that expressions
 * alone name; it is `''` where table sections without a source show data. Unnamed sources beyond it are listed in
 * `datasets` too, so that the caller can complain. `order_by` holds the primary's order when the database can bring it:
 * one data band shows it and sorts by plain columns.
 */
export function layoutNeeds(layout: Layout, named: readonly string[]): LayoutNeeds {
  const { uses, reached } = appearancesOf(layout);
  const known = new Set(named.map(sourceKey));
  const isShown = uses.some((use) => use.source === null);
  // Where the template's own data are shown as such, no name can mean them.
  const own = isShown ? undefined : [...reached].find(([key]) => !known.has(key));
  return {
    primary: own?.[1] ?? (isShown ? '' : null),
    datasets: [...reached].filter(([key]) => key !== own?.[0]).map(([, name]) => name),
    assets: layout.assets,
    order_by: own ? orderOf(layout, uses, own[0]) : [],
  };
}

interface Appearances {
  readonly uses: readonly SourceUse[];
  /** Names of sources by key, in order of appearance. */
  readonly reached: ReadonlyMap<string, string>;
}

/** Walked through once per layout: a document is printed in less time than that takes. */
const appearances = new WeakMap<Layout, Appearances>();

function appearancesOf(layout: Layout): Appearances {
  let known = appearances.get(layout);
  if (!known) appearances.set(layout, (known = findAppearances(layout)));
  return known;
}

function findAppearances(layout: Layout): Appearances {
  const uses = layout.sections.flatMap((section) => [...sectionUses(section)]);
  const reached = new Map<string, string>();
  for (const use of uses) if (use.source !== null) note(reached, use.source);
  for (const reference of allReferences(layout)) {
    for (const source of sourcesOf(layout, reference, reached)) note(reached, source);
  }
  return { uses, reached };
}

function note(reached: Map<string, string>, source: string): void {
  const key = sourceKey(source);
  if (!reached.has(key)) reached.set(key, source);
}

function orderOf(layout: Layout, uses: readonly SourceUse[], primary: string): readonly OrderBy[] {
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
