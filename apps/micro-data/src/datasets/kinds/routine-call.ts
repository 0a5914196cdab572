import { identifier, sql, SqlIdentifier, type Json, type SqlFragment } from '@galley/dataset';
import { findObjects, type CatalogObject, type RoutineArgument } from '../../catalog/bound-object.js';
import type { DeclaredParam } from '../params/declared-params.js';
import { drift, objectOf } from './binding-drift.js';
import type { BindRequest } from './source-kind.js';

type Place = Omit<BindRequest, 'params'>;

/** A routine of the business unit that takes as many arguments as the source declares parameters. */
export interface Routine {
  readonly object: CatalogObject;
  readonly inputs: readonly RoutineArgument[];
}

/** Finds the overload that fits. Throws `binding-drift` when none does. `extra`: arguments that are ours to fill. */
export async function findRoutine(
  place: Place,
  wanted: 'function' | 'procedure',
  extra: number,
): Promise<Routine> {
  const objects = await findObjects(place.session, place.source.source_name ?? '');
  const first = objectOf(place, objects, wanted);
  const given = place.source.params.length + extra;
  const routines = objects
    .filter((object) => object.class === wanted)
    .map((object) => ({
      object,
      inputs: object.args.filter(({ mode }) => mode !== 'out' && mode !== 'table'),
    }));
  const fitting = routines.find(
    ({ object, inputs }) => given <= inputs.length && given >= inputs.length - object.defaults,
  );
  if (fitting) return fitting;
  const counts = routines.map(({ inputs }) => inputs.length).join(' or ');
  const args = (routines[0]?.inputs ?? []).map(({ name, type }) => `${name ?? ''} ${type}`.trim()).join(', ');
  throw drift(
    place,
    `a ${first.what} of that name with ${counts} arguments (${args}), and the source declares ${place.source.params.length} parameters`,
  );
}

/** The arguments of a call in order, each bound and cast to the type the routine declares. */
export function callArguments(
  params: readonly DeclaredParam[],
  values: Readonly<Record<string, Json>>,
  routine: Routine,
): SqlFragment[] {
  return params.map(({ key }, index) => {
    const type = routine.inputs[index]?.type ?? 'text';
    // format_type quotes what needs it, so the catalog's own spelling is safe as text.
    return sql`${values[key] ?? null}::${new SqlIdentifier(type)}`;
  });
}

/** The routine by its qualified name and arguments: `"schema"."name"($1::date, …)`. */
export function callOf(place: Place, args: readonly SqlFragment[]): SqlFragment {
  const name = identifier(place.session.schema, place.source.source_name ?? '');
  const [first, ...rest] = args;
  const list = first ? rest.reduce((all, part) => sql`${all}, ${part}`, first) : sql``;
  return sql`${name}(${list})`;
}
