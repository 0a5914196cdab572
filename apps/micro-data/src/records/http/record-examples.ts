import type { Json, RecordField, RecordValue } from '@galley/dataset';
import type { EntityShape, TableShape } from '../shape/record-shape.js';
import { documentOf } from '../values/read-json.js';

/** A body that is accepted as it stands, once the records that it names are there. */
export function exampleBody(shape: EntityShape): Readonly<Record<string, Json>> {
  const children = shape.children.map(
    (child) => [child.name, [child.link?.field.example ?? rowOf(child)]] as const,
  );
  return { ...rowOf(shape), ...Object.fromEntries(children) };
}

/** Of a change: without the state, which moves only. */
export function exampleChange(shape: EntityShape): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(exampleBody(shape)).filter(([name]) => name !== shape.state));
}

function rowOf({ plain, references }: TableShape): Readonly<Record<string, Json>> {
  const named = references
    .filter(({ field }) => !field.read_only && field.example !== null)
    .map(({ key_name, field }) => [key_name, field.example] as const);
  const own = plain
    .filter(({ field }) => !field.read_only && field.example !== null)
    .map(({ name, field }) => [name, wireOf(field.kind, field.example)] as const);
  return Object.fromEntries([...named, ...own]);
}

/** A value as a body has it: a document is none in quotes. */
export function wireOf(kind: RecordField['kind'], value: RecordValue): Json {
  return kind === 'json' ? documentOf(value) : value;
}
