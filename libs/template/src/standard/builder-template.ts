import type { BuilderParam, DatasetBuilder } from '@galley/dataset';
import { z } from 'zod';
import { readTemplateFields, type TemplateFields } from '../template-fields.js';
import { builderBinding, runParams } from './builder-sources.js';

/** How each parameter of a pack's builders is asked for, by its name: a field of a dialog without its name. */
export type ParameterFields = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface BuilderTemplate {
  /** Fields of the template as its file states them; `builder_key` and the sources of `datasets` are builders of the pack. */
  readonly template: Readonly<Record<string, unknown>>;
  readonly content: string;
}

/** What a pack has for its templates. */
export interface TemplatePack {
  readonly builders: readonly DatasetBuilder[];
  readonly fields: ParameterFields;
}

const dataset = z.looseObject({ name: z.string(), source: z.string() });

/**
 * A pack's template over its builders, checked and completed: bound, further datasets asked what the run is asked, and a dialog for
 * every parameter of them. `pointer` is where faults are shown. Throws on what is no template, or a parameter that nobody can be asked for.
 */
export function builderTemplate(
  { template, content }: BuilderTemplate,
  { builders, fields }: TemplatePack,
  pointer: string,
): TemplateFields {
  const builderOf = (key: string): DatasetBuilder => {
    const builder = builders.find((one) => one.key === key);
    if (!builder) throw new Error(`the pack has no builder ${key}`);
    return builder;
  };
  const own = builderOf(String(template.builder_key));
  const datasets = z.array(dataset).parse(template.datasets ?? []);
  const asked = [own, ...datasets.map(({ source }) => builderOf(source))].flatMap(({ params }) => params);
  const completed = {
    ...template,
    ...builderBinding(own),
    datasets: datasets.map((one) => ({ ...one, params: runParams(builderOf(one.source)) })),
    dialog: dialogOf(asked, fields),
    content,
  };
  return readTemplateFields(completed, pointer);
}

/** The form over parameters, each asked for once. Throws on one that nobody can be asked for. */
export function dialogOf(
  params: readonly BuilderParam[],
  fields: ParameterFields,
): { readonly fields: readonly Readonly<Record<string, unknown>>[] } {
  const names = [...new Set(params.map(({ name }) => name))];
  return {
    fields: names.map((name) => {
      const field = fields[name];
      if (!field) throw new Error(`no dialog field for parameter ${name}`);
      return { name, ...field };
    }),
  };
}
