import type { BuilderParam, DatasetBuilder, SqlFragment, BuilderContext } from '@galley/dataset';
import { column } from './report-builder.js';

interface FigureSource {
  /** Without the pack's name. */
  readonly name: string;
  readonly label: string;
  readonly params: readonly BuilderParam[];
  /** Names of the columns and what readers see. */
  readonly columns: Readonly<Record<string, string>>;
  readonly build: (context: BuilderContext) => SqlFragment;
}

/**
 * A dataset that a Bufdir report is computed from. The figures are SQL functions of the pack, read once for the
 * organization; row-level security decides which rows they see.
 */
export function figureBuilder({ name, label, params, columns, build }: FigureSource): DatasetBuilder {
  return {
    key: `grants.${name}`,
    label,
    scope: 'organization',
    own_schema: 'grants',
    params,
    columns: Object.entries(columns).map(([key, text]) => column(key, text)),
    build,
  };
}
