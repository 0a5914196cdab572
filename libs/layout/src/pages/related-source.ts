import type { Relation } from '../model/layout.js';
import { sourceKey } from './source-key.js';

/** The relation by which a row of `child` finds its parent called `name`: the parent source's name or the relation's. */
export function relationUp(relations: readonly Relation[], child: string, name: string): Relation | null {
  const from = sourceKey(child);
  const wanted = sourceKey(name);
  return (
    relations.find((one) => sourceKey(one.child) === from && sourceKey(one.parent) === wanted) ??
    relations.find((one) => sourceKey(one.child) === from && sourceKey(one.name) === wanted) ??
    null
  );
}

/** The relation that joins rows of `child` to a row of `parent`: the one called `name`, else the first between the two. */
export function relationBetween(
  relations: readonly Relation[],
  parent: string,
  child: string,
  name: string | null,
): Relation | null {
  const [above, below] = [sourceKey(parent), sourceKey(child)];
  const between = relations.filter(
    (one) => sourceKey(one.parent) === above && sourceKey(one.child) === below,
  );
  const wanted = name === null ? null : sourceKey(name);
  return (
    between.find((one) => sourceKey(one.name) === wanted) ?? (wanted === null ? (between[0] ?? null) : null)
  );
}
