import type {
  ConstraintWords,
  RecordChildren,
  RecordEntity,
  RecordField,
  RecordFields,
  RecordStates,
  ReferenceField,
} from '@galley/dataset';

/** A field with a column of its own, of the same name on the wire. */
export interface PlainColumn {
  readonly name: string;
  readonly field: Exclude<RecordField, ReferenceField>;
}

/** A field that names another record: one column, two names on the wire. */
export interface ReferenceColumn {
  /** As declared: `contract`. */
  readonly name: string;
  readonly column: string;
  /** On the wire: `contract_id`, the column's own name, and `contract_code`. */
  readonly key_name: string;
  readonly field: ReferenceField;
  readonly target: TableShape;
}

/** A table that records are written to: of an entity, or of the children of one. */
export interface TableShape {
  readonly schema: string;
  readonly table: string;
  /** One row, in words. */
  readonly label: string;
  readonly plain: readonly PlainColumn[];
  readonly references: readonly ReferenceColumn[];
  /** Columns that callers' values end up in, those that a reference carries included. */
  readonly stored: readonly string[];
  /** Columns that tell one row of the organization from another. */
  readonly key: readonly string[];
  /** Those of the key that may be null; two nulls are the same there. */
  readonly blank_keys: readonly string[];
  /** Column of the key without which a row has no name; null = it has one wherever any of the key is there. */
  readonly nameless_without: string | null;
  readonly constraints: ConstraintWords;
  /** Column that moves change and nothing else does; null = there is none. */
  readonly state: string | null;
  /** States in which it does not stand for its key. */
  readonly freed: readonly string[];
}

export interface ChildShape extends TableShape {
  readonly name: string;
  readonly children: RecordChildren;
  /** The one field that they have, where that names another record. */
  readonly link: ReferenceColumn | null;
}

/** An entity with everything looked up that its declaration names. */
export interface EntityShape extends TableShape {
  readonly entity: RecordEntity;
  /** `energy.meter-readings`: its name among all packs'. */
  readonly full_name: string;
  readonly children: readonly ChildShape[];
}

/** The part of a shape that a table's own declaration gives; references find their targets through `find`. */
export function tableShape(
  declared: {
    readonly schema: string;
    readonly table: string;
    readonly label: string;
    readonly fields: RecordFields;
    readonly key: readonly string[];
    readonly nameless_without?: string;
    readonly constraints?: ConstraintWords | undefined;
    readonly also?: readonly string[];
    readonly states?: RecordStates;
  },
  find: (name: string) => TableShape,
): TableShape {
  const { schema, table, label, fields, constraints = {}, also = [], states, nameless_without } = declared;
  const plain: PlainColumn[] = [];
  const references: ReferenceColumn[] = [];
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'reference') plain.push({ name, field });
    else references.push(referenceColumn(name, field, find));
  }
  const stored = [
    ...references.map(({ column }) => column),
    ...references.flatMap(({ field }) => field.carries ?? []),
    ...plain.filter(({ field }) => !field.write_only && !field.read_only).map(({ name }) => name),
    ...also,
  ];
  const columnOf = (name: string): string => (fields[name]?.kind === 'reference' ? `${name}_id` : name);
  const isBlank = (name: string): boolean => {
    const field = fields[name];
    return field !== undefined && !field.required && (field.default ?? null) === null;
  };
  return {
    schema,
    table,
    label,
    plain,
    references,
    stored: [...new Set(stored)],
    key: declared.key.map(columnOf),
    blank_keys: declared.key.filter(isBlank).map(columnOf),
    nameless_without: nameless_without === undefined ? null : columnOf(nameless_without),
    constraints,
    state: states?.field ?? null,
    freed: states?.frees_key ?? [],
  };
}

/** The fields that callers may state and a reference fills otherwise: the days of the period that it names. */
export function carriedFields(
  plain: TableShape['plain'],
  { field: { carries = [] } }: ReferenceColumn,
): readonly string[] {
  return plain
    .filter(({ name, field }) => !field.read_only && carries.includes(name))
    .map(({ name }) => name);
}

/** The target is looked up when it is asked for: entities may refer to one another, and to themselves. */
function referenceColumn(
  name: string,
  field: ReferenceField,
  find: (name: string) => TableShape,
): ReferenceColumn {
  return {
    name,
    column: `${name}_id`,
    key_name: field.by.startsWith(`${name}_`) ? field.by : `${name}_${field.by}`,
    field,
    get target() {
      return find(field.to);
    },
  };
}
