import type { BuilderContext, BuilderParam, DatasetBuilder, SqlFragment } from '@galley/dataset';
import { argumentsOf, type Arguments } from './parameters.js';

type Columns = DatasetBuilder['columns'];
type ColumnHints = Omit<Columns[number], 'name' | 'label'>;

/** How figures of one kind are shown. Percentages and prices are no measures: adding them up says nothing. */
export const MONEY: ColumnHints = { format: 'money', scale: 2, role: 'measure' };
export const ENERGY: ColumnHints = { format: 'quantity', scale: 3, role: 'measure' };
export const HOURS: ColumnHints = { format: 'quantity', scale: 2, role: 'dimension' };
export const PERCENT: ColumnHints = { format: 'percent', scale: 2, role: 'dimension' };
export const PRICE: ColumnHints = { format: 'money', scale: 6, role: 'dimension' };
export const REGISTER: ColumnHints = { format: 'quantity', scale: 3, role: 'dimension' };
export const COUNT: ColumnHints = { role: 'measure' };
export const FIGURE: ColumnHints = { role: 'dimension' };

/** One column: its name, what readers see, and how. */
export function column(name: string, label: string, hints: ColumnHints = {}): Columns[number] {
  return { name, label, ...hints };
}

/** Every column of this name holds the currency of its row's money. */
const CURRENCY = 'currency';

interface EnergySource {
  /** Without the pack's name. */
  readonly name: string;
  readonly label: string;
  readonly params: readonly BuilderParam[];
  readonly columns: Columns;
  readonly build: (given: Arguments, context: BuilderContext) => SqlFragment;
}

/**
 * A dataset of the pack's own schema, read once for the organization. Which rows are seen is decided by row-level
 * security; what they are worth by the SQL functions of `sql/`, so that reports and exports cannot differ.
 */
export function energyBuilder({ name, label, params, columns, build }: EnergySource): DatasetBuilder {
  return {
    key: `energy.${name}`,
    label,
    scope: 'organization',
    own_schema: 'energy',
    params,
    columns,
    ...(columns.some((one) => one.name === CURRENCY) && { currency_column: CURRENCY }),
    build: (context) => build(argumentsOf(context), context),
  };
}

/** The same rows under another name and label: what a report shows and an export carries away. */
export function alias(builder: DatasetBuilder, name: string, label: string): DatasetBuilder {
  return { ...builder, key: `energy.${name}`, label };
}
