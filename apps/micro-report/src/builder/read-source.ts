import type { Column } from '@galley/dataset';
import { readDialog, TemplateError, type DialogField } from '@galley/template';
import { UNIT_COLUMN, type BuildableSource } from './buildable-source.js';

interface Row extends Omit<BuildableSource, 'is_per_unit' | 'params' | 'columns' | 'fields' | 'lore'> {
  readonly dialog: string | null;
  readonly columns: unknown;
  readonly max_rows: number | null;
  readonly timeout_ms: number | null;
}

interface Live {
  readonly bu_code: string | null;
  readonly columns: readonly Column[] | null;
  readonly params: BuildableSource['params'];
}

/** A source of what micro-data answers about it: its row, and its description in one place. */
export function readSource(row: unknown, live: unknown): BuildableSource {
  const { name, label, source_name, source_params, builder_key, view_name, dialog, ...rest } = row as Row;
  const { bu_code, columns, params } = live as Live;
  const is_per_unit = bu_code !== null;
  const own = (columns ?? statedColumns(rest.columns)).filter(
    (column) => !(is_per_unit && column.name === UNIT_COLUMN.name),
  );
  return {
    name,
    label,
    // builder_key wins over every name.
    source_type: builder_key ? 'builder' : rest.source_type,
    source_name,
    source_params,
    builder_key: builder_key || null,
    view_name,
    is_per_unit,
    params,
    columns: is_per_unit && own.length > 0 ? [UNIT_COLUMN, ...own] : own,
    fields: fieldsOf(dialog),
    lore: { columns: rest.columns ?? null, max_rows: rest.max_rows, timeout_ms: rest.timeout_ms },
  };
}

/** What the registration itself says of columns, where it names their types: all that is known of a procedure. */
function statedColumns(stated: unknown): Column[] {
  const list: readonly Partial<Column>[] = Array.isArray(stated)
    ? (stated as Partial<Column>[])
    : Object.entries((stated ?? {}) as Record<string, Partial<Column>>).map(([name, one]) => ({
        ...one,
        name,
      }));
  return list.flatMap(({ name, label, type, scale, format, role }) =>
    name && type
      ? [
          {
            name,
            label: label ?? name,
            type,
            scale: scale ?? null,
            format: format ?? null,
            role: role ?? 'dimension',
          },
        ]
      : [],
  );
}

/** A form that cannot be read still belongs to its own templates; here it only gives no hints. */
function fieldsOf(dialog: string | null): readonly DialogField[] {
  try {
    return readDialog(dialog).fields;
  } catch (error) {
    if (error instanceof TemplateError) return [];
    throw error;
  }
}
