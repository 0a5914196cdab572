import { builderKind } from './builder.js';
import { functionKind } from './function.js';
import { procedureKind } from './procedure.js';
import type { SourceKind } from './source-kind.js';
import { viewKind } from './view.js';

/** Every kind of source, by its name on the wire. */
export const SOURCE_KINDS: ReadonlyMap<string, SourceKind> = new Map(
  [viewKind, functionKind, procedureKind, builderKind].map((kind) => [kind.key, kind]),
);

/** Throws `RangeError` for a kind that the database allows and nobody has written. */
export function sourceKindOf(source: { readonly source_type: string }): SourceKind {
  const kind = SOURCE_KINDS.get(source.source_type);
  if (!kind) throw new RangeError(`no source kind "${source.source_type}"`);
  return kind;
}
