import type { Column, Json } from '@galley/dataset';
import type { DialogField, SourceParam } from '@galley/template';
import type { SourceLore } from '../templates/template-source.js';

/** A registered source as a design is made on it: its binding, and what it can give as micro-data finds it now. */
export interface BuildableSource {
  readonly name: string;
  readonly label: string;
  readonly source_type: 'view' | 'function' | 'procedure' | 'builder';
  readonly source_name: string | null;
  readonly source_params: Json;
  readonly builder_key: string | null;
  readonly view_name: string | null;
  /** Read unit by unit, with the unit's code before the other columns. */
  readonly is_per_unit: boolean;
  readonly params: readonly Required<Pick<SourceParam, 'filter' | 'type' | 'nullable' | 'default'>>[];
  /** None where only a run can tell, as with procedures. */
  readonly columns: readonly Column[];
  /** Fields of the source's own form: they know lists of choices. */
  readonly fields: readonly DialogField[];
  readonly lore: SourceLore;
}

/** What micro-data puts before the columns of a source that is read per unit. */
export const UNIT_COLUMN: Column = {
  name: 'bu_code',
  label: 'Business unit',
  type: 'string',
  format: null,
  role: 'dimension',
};
