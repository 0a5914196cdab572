import type { RecordField } from '@galley/dataset';
import type {
  ChildShape,
  EntityShape,
  ReferenceColumn,
  TableShape,
} from '../../records/shape/record-shape.js';
import { isNeeded } from '../../records/values/read-record.js';
import type { TemplateColumn } from '../files/file-kind.js';

/** A heading that a table may have, and the field that its cells are of. */
export interface ImportColumn extends TemplateColumn {
  /** Name of the field in a body; of a child's, where `child` is set. */
  readonly field: string;
  readonly child: string | null;
  /** Column of the table that the field ends up in; null for what is not stored itself. */
  readonly stored: string | null;
  /** Cells name something: numbers in them are texts. */
  readonly isName: boolean;
  /** A second way to say the same, which templates leave out. */
  readonly isAlternative: boolean;
  /** For a blank: whether the record can do without. */
  readonly isKey: boolean;
  /** Cells hold several names, with `|` between them. */
  readonly isList: boolean;
  /** The field is an object, and a column may be of one of its members: `answers.age`. */
  readonly hasMembers: boolean;
  /** The one that this column is of; null = the whole. */
  readonly member: string | null;
}

/** The column of a member, by its heading; undefined when no field has members of that name's beginning. */
export function memberColumn(known: readonly ImportColumn[], heading: string): ImportColumn | undefined {
  const [, field = '', member = ''] = /^([^.]+)\.([A-Za-z]\w*)$/.exec(heading) ?? [];
  const whole = known.find(
    ({ hasMembers, name }) => hasMembers && name.toLowerCase() === field.toLowerCase(),
  );
  return whole && { ...whole, name: `${whole.name}.${member}`, label: member, member };
}

/** Every heading of an entity: its own fields, then those of its children, `line_amount`. */
export function importColumns(shape: EntityShape): readonly ImportColumn[] {
  const own = columnsOf(shape, null);
  const children = shape.children.flatMap((child) =>
    child.link ? [listColumn(child, child.link)] : columnsOf(child, child),
  );
  return [...own, ...children];
}

/** Links, all of them in one cell: `KARI|OLA`. */
function listColumn(
  { name, children }: ChildShape,
  { column, key_name, field }: ReferenceColumn,
): ImportColumn {
  return {
    name,
    label: children.label,
    kind: `ids, or each the ${field.by} of one of the ${field.to}, with | between them`,
    is_required: false,
    example: String(field.example ?? ''),
    field: key_name,
    child: name,
    stored: column,
    isName: true,
    isAlternative: false,
    isKey: false,
    isList: true,
    hasMembers: false,
    member: null,
  };
}

function columnsOf(shape: TableShape, child: ChildShape | null): readonly ImportColumn[] {
  const singular = child?.children.singular;
  const headingOf = (field: string): string =>
    singular === undefined || field.startsWith(`${singular}_`) ? field : `${singular}_${field}`;
  const column = (name: string, field: RecordField, more: Partial<ImportColumn> = {}): ImportColumn => ({
    name: headingOf(name),
    label: child ? `${child.label}: ${field.label}` : field.label,
    kind: kindOf(field),
    is_required: child === null && field.required === true,
    example: String(field.example ?? ''),
    field: name,
    child: child?.name ?? null,
    stored: field.write_only ? null : name,
    isName: field.kind === 'text' || field.kind === 'choice' || field.kind === 'reference',
    isAlternative: false,
    isKey: child === null && shape.key.includes(name),
    isList: false,
    hasMembers: field.kind === 'json' && field.has_members === true,
    member: null,
    ...more,
  });
  const references = shape.references.flatMap((reference) => {
    const { field, column: id, key_name } = reference;
    if (field.read_only) return [];
    const named = { stored: id, isKey: child === null && shape.key.includes(id) };
    const byId = { ...named, kind: 'UUID', is_required: false, isAlternative: true };
    return [column(key_name, field, named), column(id, field, byId)];
  });
  const plain = shape.plain
    .filter(({ field }) => !field.read_only)
    .map(({ name, field }) => column(name, field));
  return [...references, ...plain];
}

function kindOf(field: RecordField): string {
  switch (field.kind) {
    case 'timestamp':
      return field.takes_days ? 'timestamp, or date' : 'timestamp';
    case 'choice':
      return field.choices.join(' | ');
    case 'reference':
      return `${field.by} of one of the ${field.to}`;
    case 'decimal':
      return `decimal, at most ${field.scale} decimals`;
    case 'text':
      return `text, at most ${field.max_length} characters`;
    case 'json':
      return 'JSON';
    default:
      return field.kind + (isNeeded(field) && field.default !== undefined ? ` (${field.default})` : '');
  }
}
