import { energyBuilders } from '../data/index.js';

/** What a source of the pack is called on the wire, and what it is bound to. */
export interface StandardSource {
  readonly name: string;
  readonly label: string;
  readonly source_type: 'builder';
  readonly builder_key: string;
  readonly source_params: {
    readonly params: readonly {
      readonly filter: string;
      readonly type: string;
      readonly nullable: boolean;
    }[];
  };
}

/** One registered source per builder, of the same name: templates, further datasets and lookups name it. */
export function standardSources(): readonly StandardSource[] {
  return energyBuilders.map(({ key, label, params }) => ({
    name: key,
    label,
    source_type: 'builder',
    builder_key: key,
    source_params: { params: params.map(({ name: filter, ...rest }) => ({ filter, ...rest })) },
  }));
}
