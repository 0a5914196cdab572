import type { GalleyError } from '@galley/platform';
import type { CatalogObject } from '../../catalog/bound-object.js';
import { BindingDrift } from '../dataset-problems.js';
import type { BindRequest } from './source-kind.js';

type Place = Pick<BindRequest, 'source' | 'bu_code'>;

/** Both sides of the disagreement: what the source is bound to, and what the business unit has. */
export function drift({ source, bu_code }: Place, found: string): GalleyError {
  const unit = bu_code === null ? 'the organization' : `business unit ${bu_code}`;
  const bound = `${source.source_type} "${source.source_name ?? source.builder?.key ?? ''}"`;
  return BindingDrift.error(`${bound} is bound, but ${unit} has ${found}.`, {
    facts: { source: source.name, bound, bu_code, found },
  });
}

/** The one object of the wanted class. Throws `binding-drift` when there is none. */
export function objectOf(
  place: Place,
  objects: readonly CatalogObject[],
  wanted: CatalogObject['class'],
): CatalogObject {
  const object = objects.find((one) => one.class === wanted);
  if (object) return object;
  const other = objects[0];
  throw drift(place, other ? `${article(other.what)} of that name` : 'nothing of that name');
}

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
