import type { Json, RecordValues } from '@galley/dataset';
import type { EntityShape, TableShape } from '../shape/record-shape.js';

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

function rowOf({ plain, references }: TableShape): RecordValues {
  const named = references
    .filter(({ field }) => !field.read_only && field.example !== null)
    .map(({ key_name, field }) => [key_name, field.example] as const);
  const own = plain
    .filter(({ field }) => !field.read_only && field.example !== null)
    .map(({ name, field }) => [name, field.example] as const);
  return Object.fromEntries([...named, ...own]);
}
