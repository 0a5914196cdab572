import { isDeepStrictEqual } from 'node:util';
import type { RecordField, RecordValues } from '@galley/dataset';
import type { FieldError } from '@galley/platform';
import { carriedFields, type EntityShape, type TableShape } from '../shape/record-shape.js';
import { documentOf } from './read-json.js';
import { isNeeded, type Draft } from './read-record.js';

/**
 * Makes a draft whole, on top of the record as it is (null = there is none yet), and checks what concerns several fields:
 * nothing required is missing, nothing immutable changes, the entity's rules hold. What is wrong already is not said twice.
 */
export function settleRecord(
  shape: EntityShape,
  draft: Draft,
  current: RecordValues | null,
  known: readonly FieldError[] = [],
): FieldError[] {
  const { entity } = shape;
  const merged = { ...startOf(shape, draft, current), ...draft.values };
  const { state } = shape;
  if (state !== null) merged[state] ??= shape.plain.find(({ name }) => name === state)?.field.default ?? null;
  draft.values = { ...(entity.completed?.fill(merged) ?? merged) };
  const faults = [...known];
  const refuse = (row: Draft, name: string, says: string): void => {
    const pointer = `${row.pointer}/${name}`;
    if (!faults.some((fault) => fault.pointer === pointer))
      faults.push({ pointer, detail: `${name} ${says}` });
  };
  const require = (table: TableShape, row: Draft): void => {
    for (const { name, field } of table.plain) {
      if (field.read_only || field.write_only || !isNeeded(field)) continue;
      // What could not be read may be what this follows from.
      const isOpen = row === draft && known.length > 0 && entity.completed?.fields.includes(name);
      if (!isOpen && (row.values[name] ?? null) === null) refuse(row, name, 'is required');
    }
  };
  if (faults.some(({ pointer }) => pointer === draft.pointer)) return faults;
  require(shape, draft);
  for (const child of shape.children) for (const row of draft.children[child.name] ?? []) require(child, row);
  for (const { name, field } of shape.plain) {
    if (current && field.immutable && !isSame(field, draft.values[name], current[name])) {
      refuse(draft, name, 'cannot be changed');
    }
    if (current && name === state && draft.values[name] !== current[name]) {
      refuse(draft, name, `is changed by ${Object.keys(entity.states?.moves ?? {}).join(', ')} only`);
    }
  }
  // Rules read whole records only.
  if (faults.length > 0) return faults;
  for (const rule of entity.rules ?? []) {
    if (!rule.holds(draft.values)) refuse(draft, rule.field, rule.says);
  }
  return faults;
}

/** Documents are the same in whatever order their keys stand. */
function isSame(field: RecordField, one: unknown, other: unknown): boolean {
  return field.kind === 'json'
    ? isDeepStrictEqual(documentOf(one), documentOf(other))
    : (one ?? null) === (other ?? null);
}

/** A state that new records do not begin in: only who may move them there may say so. */
export function statedFaults({ plain, state, entity }: EntityShape, draft: Draft): readonly FieldError[] {
  if (state === null) return [];
  const initial = plain.find(({ name }) => name === state)?.field.default ?? null;
  if ((draft.values[state] ?? initial) === initial) return [];
  const detail = `${state} can be stated by ${(entity.states?.roles ?? []).join(', ')} only`;
  return [{ pointer: `${draft.pointer}/${state}`, detail }];
}

/** What a change starts from: the record as it is, without what follows from a field that was sent now. */
function startOf({ entity, plain }: EntityShape, draft: Draft, current: RecordValues | null): RecordValues {
  if (!current) return {};
  const isAnew = plain.some(({ name, field }) => field.write_only && (draft.values[name] ?? null) !== null);
  const following = new Set([
    ...(isAnew ? (entity.completed?.fields ?? []) : []),
    ...draft.references.flatMap(({ reference }) => carriedFields(plain, reference)),
  ]);
  if (following.size === 0) return current;
  return Object.fromEntries(Object.entries(current).filter(([name]) => !following.has(name)));
}
