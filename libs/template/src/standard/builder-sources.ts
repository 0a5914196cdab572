import type { DatasetBuilder } from '@galley/dataset';

/** How a template is bound to a builder: every parameter takes the filter of its name. */
export interface BuilderBinding {
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

/** What a builder is called on the wire, and what it is bound to. */
export interface BuilderSource extends BuilderBinding {
  readonly name: string;
  readonly label: string;
}

export function builderBinding({ key, params }: DatasetBuilder): BuilderBinding {
  return {
    source_type: 'builder',
    builder_key: key,
    // What a parameter may be chosen from stays the builder's word: a source has no member for it.
    source_params: { params: params.map(({ name: filter, choices: _, ...rest }) => ({ filter, ...rest })) },
  };
}

/** The registered source of a builder, of the same name: templates, further datasets and lookups name it. */
export function builderSource(builder: DatasetBuilder): BuilderSource {
  return { name: builder.key, label: builder.label, ...builderBinding(builder) };
}

/** Parameters of a further dataset of a template: each takes what the run was asked for under its name. */
export function runParams({ params }: DatasetBuilder): Readonly<Record<string, string>> {
  return Object.fromEntries(params.map(({ name }) => [name, `$${name}`]));
}
