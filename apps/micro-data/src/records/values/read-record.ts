import type { RecordValue, RecordField } from '@galley/dataset';
import { isUuid, type FieldError } from '@galley/platform';
import { pointerOf } from '@galley/template';
import type { ChildShape, EntityShape, ReferenceColumn, TableShape } from '../shape/record-shape.js';
import { FieldFault } from './field-fault.js';
import { readValue, type PlainField } from './read-value.js';

/** More rows than any document has belong in a file. */
const MAX_CHILDREN = 1_000;
const MAX_KEY_LENGTH = 200;

/** A reference as the caller wrote it; which record it means is known only to the database. */
export interface NamedReference {
  readonly reference: ReferenceColumn;
  readonly by: 'id' | 'key';
  readonly text: string;
  readonly pointer: string;
}

/** A record as it was sent: checked field by field, not yet against the database. */
export interface Draft {
  /** Where it stands in the request: `` or `/items/3`. */
  readonly pointer: string;
  /** By column. */
  values: Record<string, RecordValue>;
  readonly references: NamedReference[];
  /** Rows of the children that were sent; absent ones are left as they are. */
  readonly children: Record<string, Draft[]>;
}

/** `create` and `replace` take a whole record, `change` what is to be changed. */
export type ReadMode = 'create' | 'replace' | 'change';

export interface ReadOptions {
  readonly mode: ReadMode;
  readonly pointer: string;
  /** How single values are read: of JSON unless said. */
  readonly read?: (field: PlainField, value: unknown) => RecordValue | FieldFault;
}

/** Reads one record of an entity and names everything that is wrong with it. */
export function readRecord(
  shape: EntityShape,
  body: unknown,
  options: ReadOptions,
): { readonly draft: Draft; readonly faults: readonly FieldError[] } {
  const faults: FieldError[] = [];
  const draft = readFields(shape, body, options, faults, Object.keys(shape.entity.children ?? {}));
  if (!isObject(body)) return { draft, faults };
  for (const { name, ...child } of shape.children) {
    const pointer = `${options.pointer}/${name}`;
    const given = body[name];
    if (given === undefined) {
      if (options.mode !== 'change') draft.children[name] = [];
      continue;
    }
    if (!Array.isArray(given)) {
      faults.push({ pointer, detail: `${name} must be a list` });
      continue;
    }
    if (given.length > MAX_CHILDREN) {
      faults.push({ pointer, detail: `${name} must have at most ${MAX_CHILDREN} entries` });
      continue;
    }
    const rows = given.map((row, index) =>
      readFields(
        child,
        bodyOf(child, row),
        { ...options, mode: 'replace', pointer: `${pointer}/${index}` },
        faults,
      ),
    );
    refuseTwins(child, rows, faults);
    draft.children[name] = rows;
  }
  return { draft, faults };
}

/** A link may be written as the id or natural key of what it leads to. */
function bodyOf({ link }: { readonly link: ReferenceColumn | null }, row: unknown): unknown {
  if (!link || typeof row !== 'string') return row;
  return { [isUuid(row) ? link.column : link.key_name]: row };
}

function readFields(
  shape: TableShape,
  body: unknown,
  { mode, pointer, read = readValue }: ReadOptions,
  faults: FieldError[],
  others: readonly string[] = [],
): Draft {
  const draft: Draft = { pointer, values: {}, references: [], children: {} };
  if (!isObject(body)) {
    faults.push({ pointer, detail: 'must be an object' });
    return draft;
  }
  const refuse = (name: string, says: string): void => {
    faults.push({ pointer: pointer + pointerOf([name]), detail: `${name} ${says}` });
  };
  const known = new Set(others);
  for (const { name, field } of shape.plain) {
    if (field.read_only) continue;
    known.add(name);
    const given = Object.hasOwn(body, name) ? body[name] : undefined;
    if (given === undefined) {
      // A state that nobody stated is where the record is, or where records begin.
      const isLeft = mode === 'change' || field.write_only || name === shape.state;
      if (!isLeft) draft.values[name] = field.default ?? null;
    } else if (given === null) {
      if (isNeeded(field)) refuse(name, 'must not be null');
      else draft.values[name] = null;
    } else {
      const value = read(field, given);
      if (value instanceof FieldFault) refuse(name, value.says);
      else draft.values[name] = value;
    }
  }
  for (const reference of shape.references) {
    if (reference.field.read_only) continue;
    readReference({ reference, body, draft, mode }, refuse);
    known.add(reference.column).add(reference.key_name);
  }
  for (const name of Object.keys(body)) {
    if (!known.has(name)) refuse(name, isShown(shape, name) ? 'cannot be set' : 'is no field of it');
  }
  return draft;
}

/** By id, by natural key, or by both, which must then mean the same. */
function readReference(
  { reference, body, draft, mode }: ReferenceReading,
  refuse: (name: string, says: string) => void,
): void {
  const { column, key_name, field } = reference;
  const given = [column, key_name].filter((name) => Object.hasOwn(body, name) && body[name] !== undefined);
  if (given.length === 0 && mode !== 'change') {
    if (field.required) refuse(key_name, `is required, or ${column}`);
    else draft.values[column] = null;
  }
  for (const name of given) {
    const value = body[name];
    const pointer = `${draft.pointer}/${name}`;
    if (value === null) {
      if (field.required) refuse(name, 'must not be null');
      else draft.values[column] = null;
    } else if (name === column) {
      if (isUuid(value)) draft.references.push({ reference, by: 'id', text: value.toLowerCase(), pointer });
      else refuse(name, 'must be a UUID');
    } else if (typeof value === 'string' && value.trim() !== '' && value.length <= MAX_KEY_LENGTH) {
      draft.references.push({ reference, by: 'key', text: value, pointer });
    } else refuse(name, `must be a text of at most ${MAX_KEY_LENGTH} characters`);
  }
}

interface ReferenceReading {
  readonly reference: ReferenceColumn;
  readonly body: Readonly<Record<string, unknown>>;
  readonly draft: Draft;
  readonly mode: ReadMode;
}

/** Two rows of one record with the same key. A key that refers to something is known once that has been found. */
function refuseTwins(
  { children, references }: Pick<ChildShape, 'children' | 'references'>,
  rows: readonly Draft[],
  faults: FieldError[],
): void {
  const key = [children.key].flat();
  if (references.some(({ name }) => key.includes(name))) return;
  const seen = new Set<string>();
  for (const { values, pointer } of rows) {
    const cells = key.map((name) => values[name] ?? null);
    if (cells.includes(null)) continue;
    const cell = JSON.stringify(cells);
    if (seen.has(cell)) {
      faults.push({ pointer: `${pointer}/${key.at(-1)}`, detail: `${key.join(', ')} stands twice` });
    }
    seen.add(cell);
  }
}

/** What has a default is never null. */
export function isNeeded(field: RecordField): boolean {
  return field.required === true || (field.default !== undefined && field.default !== null);
}

const SHOWN = ['id', 'version', 'created_at', 'created_by_id', 'updated_at', 'updated_by_id'];

function isShown({ plain }: TableShape, name: string): boolean {
  return SHOWN.includes(name) || plain.some((column) => column.name === name);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
