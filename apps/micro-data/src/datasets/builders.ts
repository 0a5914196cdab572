import type { DatasetBuilder } from '@galley/dataset';

/** Injects the builders that packs bring, by key. */
export const DATASET_BUILDERS = Symbol('dataset builders');
export type DatasetBuilders = ReadonlyMap<string, DatasetBuilder>;

/** One line per pack in `app.module.ts`. Throws when two builders share a key: at start, not in a report. */
export function registerBuilders(...packs: readonly (readonly DatasetBuilder[])[]): DatasetBuilders {
  const builders = new Map<string, DatasetBuilder>();
  for (const builder of packs.flat()) {
    if (builders.has(builder.key)) throw new Error(`builder ${builder.key} is registered twice`);
    builders.set(builder.key, builder);
  }
  return builders;
}
