import type { Layout } from '../../model/layout.js';
import { sourceKey } from '../source-key.js';
import { allReferences, pageUses, type SourceUse, sourcesOf } from '../source-uses.js';

/** How a source of the page sections is read. */
export interface PlannedSource {
  readonly name: string;
  /** Set where the rows may pass through once: one top data band shows them, and nothing looks rows up. */
  readonly passing: SourceUse['band'];
  /** False: only expressions name it; where it is missing, they see nulls. */
  readonly is_shown: boolean;
}

/** The sources that the page sections of a layout need, by key, in order of appearance. */
export function planSources(layout: Layout): ReadonlyMap<string, PlannedSource> {
  const shown = new Map<string, { name: string; uses: SourceUse[] }>();
  for (const section of layout.sections) {
    if (section.kind !== 'pages') continue;
    for (const use of pageUses(section)) {
      if (use.source === null) continue;
      const key = sourceKey(use.source);
      const known = shown.get(key) ?? { name: use.source, uses: [] };
      shown.set(key, { ...known, uses: [...known.uses, use] });
    }
  }
  const names = new Map([...shown].map(([key, { name }]) => [key, name]));
  const looked = new Set<string>();
  const mentioned = new Map<string, string>();
  for (const reference of allReferences(layout)) {
    [...sourcesOf(layout, reference, names)].forEach((name, step) => {
      if (!shown.has(sourceKey(name))) mentioned.set(sourceKey(name), name);
      if (step > 0) looked.add(sourceKey(name));
    });
  }
  const planned = new Map<string, PlannedSource>();
  for (const [key, { name, uses }] of shown) {
    const band = uses.length === 1 && !looked.has(key) ? (uses[0]?.band ?? null) : null;
    planned.set(key, { name, passing: band && mayPass(band) ? band : null, is_shown: true });
  }
  for (const [key, name] of mentioned) planned.set(key, { name, passing: null, is_shown: false });
  return planned;
}

/** Trees and balanced columns need all rows at once. */
function mayPass({ data }: NonNullable<SourceUse['band']>): boolean {
  return !data.hierarchy && !(data.columns.count > 1 && data.columns.layout === 'down_then_across');
}

/** Whether a band asks for another order than that in which the rows come. */
export function asksForOrder({ groups, data }: NonNullable<SourceUse['band']>): boolean {
  return data.sort.length > 0 || groups.some((group) => group.sort !== 'none');
}
